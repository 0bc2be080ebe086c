package dev.millrace.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.part.PartFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void shouldKeepItsRowsAcrossRestarts() throws Exception {
        // Given
        try (var database = start()) {
            Sql.run(database.url(), "CREATE TABLE kept (n int)");
            Sql.run(database.url(), "INSERT INTO kept SELECT generate_series(1, 100)");
        }

        // When
        try (var again = start()) {

            // Then
            assertThat(Sql.one(again.url(), "SELECT count(*) FROM kept")).isEqualTo("100");
            assertThat(Sql.one(again.url(), "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void shouldRefuseSecondInstanceAndHarmNothing() throws Exception {
        // Given
        try (var first = start()) {

            // When
            assertThatThrownBy(this::start)

                    // Then
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining("another database is running on")
                    .hasMessageContaining(directory.toString());
            assertThat(Sql.one(first.url(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void shouldSayThatItsPortIsTaken() throws Exception {
        // Given
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var config = EmbeddedDatabase.Config.in(directory).withPort(taken.getLocalPort());

            // When
            assertThatThrownBy(new EmbeddedDatabase(config, () -> {})::start)

                    // Then
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void shouldTellWhenTheServerDies() throws Exception {
        // Given
        var died = new CountDownLatch(1);
        try (var database = new EmbeddedDatabase(EmbeddedDatabase.Config.in(directory), died::countDown)) {
            database.start();

            // When
            ProcessHandle.of(Sql.serverPid(directory)).orElseThrow().destroyForcibly();

            // Then
            assertThat(died.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(database.health().isReady()).isFalse();
        }
    }

    private EmbeddedDatabase start() {
        var database = new EmbeddedDatabase(EmbeddedDatabase.Config.in(directory), () -> {});
        database.start();
        return database;
    }
}
