package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseMainTest {

    @TempDir
    Path directory;

    @Test
    void shouldKeepEveryCommittedRowAndLeaveNoServerBehindWhenKilled() throws Exception {
        // Given
        long orphan;
        try (var database = DatabaseChild.start(directory)) {
            Sql.run(database.awaitUrl(), "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
            orphan = Sql.serverPid(directory);

            // When
            database.kill();
        }

        // Then
        try (var again = DatabaseChild.start(directory)) {
            assertThat(Sql.one(again.awaitUrl(), "SELECT count(*) FROM kept")).isEqualTo("1000");
            assertThat(ProcessHandle.of(orphan)).isEmpty();
        }
    }

    @Test
    void shouldEndItsServerWhenItIsKilled() throws Exception {
        // Given
        try (var database = DatabaseChild.start(directory)) {
            database.awaitUrl();
            var server = ProcessHandle.of(Sql.serverPid(directory)).orElseThrow();

            // When
            database.kill();

            // Then
            Awaitility.await().until(() -> !server.isAlive());
        }
    }

    @Test
    void shouldRefuseSecondInstanceWithItsOwnExitCode() throws Exception {
        // Given
        try (var first = DatabaseChild.start(directory)) {
            first.awaitUrl();

            // When
            try (var second = DatabaseChild.start(directory)) {

                // Then
                assertThat(second.awaitExit()).isEqualTo(3);
                assertThat(second.errors()).contains("another database is running on", directory.toString());
            }
        }
    }

    @Test
    void shouldTakeEveryDefaultFromItsFile() {
        // When
        var config = DatabaseMain.config(new String[] {"database.port=0"}, Map.of("MILLRACE_DATABASE_NAME", "other"));

        // Then
        assertThat(config.port()).isZero();
        assertThat(config.name()).isEqualTo("other");
        var keys = dev.millrace.part.Settings.defaults(DatabaseMain.class, "database.yaml")
                .keys();
        assertThat(StreamSupport.stream(keys.spliterator(), false))
                .containsExactlyElementsOf(List.of(
                        "database.directory",
                        "database.port",
                        "database.name",
                        "database.owner",
                        "database.programs",
                        "database.start-within",
                        "database.postgres"));
    }
}
