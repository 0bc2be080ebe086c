package dev.millrace.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.access.AccessSettings.Auth;
import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final AccessSettings OPEN =
            new AccessSettings(Auth.AUTO, "", List.of(), List.of("mill.example.org"));

    @Test
    void shouldNeedNoCredentialsOnTheLoopback() {
        // Given
        var access = Access.of(OPEN, "127.0.0.1");

        // When
        var admission = access.judge(knock("telemetry", "localhost:8080", null, null));

        // Then
        assertThat(admission).isEqualTo(new Admission.Admitted("anonymous"));
    }

    @Test
    void shouldRefuseToLetOtherMachinesInUnlessSomethingWasSaid() {
        // Given
        var spelledOut = new AccessSettings(Auth.NONE, "", List.of(), List.of());

        // When
        // Then
        assertThatThrownBy(() -> Access.of(OPEN, "0.0.0.0"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway.host 0.0.0.0")
                .hasMessageContaining("tokens-file")
                .hasMessageContaining("auth: none");
        assertThat(Access.of(spelledOut, "0.0.0.0").judge(knock("hub", "10.0.0.7:5001", null, null)))
                .isEqualTo(new Admission.Admitted("anonymous"));
    }

    @Test
    void shouldRefuseOtherNamesThatLeadToTheLoopback() {
        // Given
        var access = Access.of(OPEN, "127.0.0.1");

        // When
        var rebound = access.judge(knock("hub", "evil.example.org", null, null));
        var known = access.judge(knock("hub", "mill.example.org:8080", null, null));

        // Then
        assertThat(rebound)
                .isInstanceOfSatisfying(
                        Admission.Denied.class, d -> assertThat(d.status()).isEqualTo(421));
        assertThat(known).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void shouldRefusePagesOfOtherOrigins() {
        // Given
        var access = Access.of(OPEN, "127.0.0.1");

        // When
        var foreign = access.judge(knock("hub", "localhost", "https://evil.example.org", null));
        var sandboxed = access.judge(knock("hub", "localhost", "null", null));
        var loopback = access.judge(knock("hub", "localhost", "http://localhost:5173", null));
        var own = access.judge(knock("hub", "mill.example.org", "https://mill.example.org", null));

        // Then
        assertThat(List.of(foreign, sandboxed))
                .allSatisfy(admission -> assertThat(admission)
                        .isInstanceOfSatisfying(
                                Admission.Denied.class,
                                d -> assertThat(d.status()).isEqualTo(403)));
        assertThat(List.of(loopback, own))
                .allSatisfy(admission -> assertThat(admission).isInstanceOf(Admission.Admitted.class));
    }

    @Test
    void shouldKnowWhoseTokenItIsAndWhatItIsFor(@TempDir Path directory) throws IOException {
        // Given
        var file = directory.resolve("tokens");
        Files.writeString(file, "# who what token\nlogger telemetry 0123456789abcdef\n\nops * fedcba9876543210\n");
        var access = Access.of(new AccessSettings(Auth.AUTO, file.toString(), List.of(), List.of()), "0.0.0.0");

        // When
        var logger = access.judge(knock("telemetry", "h", null, "0123456789abcdef"));
        var elsewhere = access.judge(knock("hub", "h", null, "0123456789abcdef"));
        var ops = access.judge(knock("hub", "h", null, "fedcba9876543210"));
        var wrong = access.judge(knock("hub", "h", null, "fedcba987654321x"));
        var none = access.judge(knock("hub", "h", null, null));

        // Then
        assertThat(logger).isEqualTo(new Admission.Admitted("logger"));
        assertThat(ops).isEqualTo(new Admission.Admitted("ops"));
        assertThat(elsewhere)
                .isInstanceOfSatisfying(
                        Admission.Denied.class, d -> assertThat(d.status()).isEqualTo(403));
        assertThat(List.of(wrong, none))
                .allSatisfy(admission -> assertThat(admission)
                        .isInstanceOfSatisfying(
                                Admission.Denied.class,
                                d -> assertThat(d.status()).isEqualTo(401)));
    }

    @Test
    void shouldNeverShowAToken() {
        // Given
        var tokens = Tokens.parse(List.of("ops * fedcba9876543210"), "tokens");

        // When
        var knock = knock("hub", "h", null, "fedcba9876543210");

        // Then
        assertThat(tokens.toString() + knock).doesNotContain("fedcba9876543210");
        assertThatThrownBy(() -> Tokens.parse(List.of("fedcba9876543210"), "tokens"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("fedcba9876543210");
    }

    private static Knock knock(
            String capability,
            String host,
            @org.jspecify.annotations.Nullable String origin,
            @org.jspecify.annotations.Nullable String token) {
        return new Knock(capability, false, true, host, Optional.ofNullable(origin), Optional.ofNullable(token));
    }
}
