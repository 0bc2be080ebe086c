package dev.millrace.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.part.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupabaseTest {

    @Test
    void shouldReachAProjectsDatabase() {
        // Given
        var environment = Map.of(
                "ENABLE_SUPABASE", "true", "SUPABASE_URL", "https://abcd1234.supabase.co", "SUPABASE_SERVICE_KEY", "k");

        // When
        var database = Supabase.of(environment).orElseThrow();

        // Then
        assertThat(database.jdbc())
                .isEqualTo("jdbc:postgresql://db.abcd1234.supabase.co:5432/postgres?sslmode=require");
        assertThat(database.user()).isEqualTo("postgres");
        assertThat(PlatformSettings.read(environment, Map.of()).settings().jdbc())
                .isEqualTo(database.jdbc());
    }

    @Test
    void shouldTakeAPlainPostgresql() {
        // Given
        var environment = Map.of("ENABLE_SUPABASE", "true", "SUPABASE_URL", "postgresql://me:secret@db:6543/cars?a=b");

        // When
        var database = Supabase.of(environment).orElseThrow();

        // Then
        assertThat(database).isEqualTo(new Supabase("jdbc:postgresql://db:6543/cars?a=b", "me", "secret"));
        assertThat(database.toString()).doesNotContain("secret");
    }

    @Test
    void shouldKeepNothingWhereItIsSwitchedOff() {
        // Given
        var environment = Map.of("ENABLE_SUPABASE", "false");

        // When
        var settings = PlatformSettings.read(environment, Map.of()).settings();

        // Then
        assertThat(settings.isArchived()).isFalse();
        assertThat(PlatformSettings.read(Map.of(), Map.of()).settings().isArchived())
                .isTrue();
    }

    @Test
    void shouldSayWhatIsMissingAndNoSecret() {
        // Given
        var environment = Map.of("ENABLE_SUPABASE", "true", "SUPABASE_URL", "mysql://me:secret@db/cars");

        // Then
        assertThatThrownBy(() -> Supabase.of(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("SUPABASE_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldKeepThePasswordFromOthers(@TempDir Path directory) throws Exception {
        // When
        var file = new Supabase("jdbc:postgresql://db/cars", "me", "secret").keep(directory);

        // Then
        assertThat(file).hasContent("secret");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }
}
