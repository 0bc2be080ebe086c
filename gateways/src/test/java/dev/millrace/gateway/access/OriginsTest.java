package dev.millrace.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private final Origins origins = new Origins(List.of("https://console.example.org"));

    @Property
    void shouldTakeAnyText(@ForAll String origin, @ForAll String host) {
        // Given
        var foreign = "https://x" + origin;

        // When
        var isAllowed = origins.isAllowed(foreign, host) || origins.isAllowed(origin, host);

        // Then
        assertThat(isAllowed && !host.isEmpty() && Authority.parse(host).isEmpty())
                .isFalse();
    }

    @Test
    void shouldNotBeFooledByNamesThatLookAlike() {
        // Given
        var host = "mill.example.org";

        // When
        // Then
        assertThat(origins.isAllowed("http://localhost.evil.org", host)).isFalse();
        assertThat(origins.isAllowed("http://127.0.0.1.evil.org", host)).isFalse();
        assertThat(origins.isAllowed("https://console.example.org.evil.org", host))
                .isFalse();
        assertThat(origins.isAllowed("http://mill.example.org:81", host)).isFalse();
        assertThat(origins.isAllowed("http://[::1]:3000", host)).isTrue();
        assertThat(origins.isAllowed("https://console.example.org", host)).isTrue();
    }
}
