package dev.millrace.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeyTest {

    @Property
    void shouldEncodeAnyIdReversiblyOrRefuseIt(@ForAll @StringLength(max = 200) String id) {
        // When
        var key = Key.of(id);

        // Then
        key.ifPresent(text -> {
            assertThat(text).matches("[A-Za-z0-9._~%-]{1,128}");
            var octets = id.getBytes(StandardCharsets.UTF_8);
            var utf8 = new String(octets, StandardCharsets.UTF_8);
            assertThat(URLDecoder.decode(text, StandardCharsets.UTF_8)).isEqualTo(utf8);
            assertThat(Key.text(text)).isEqualTo(utf8);
        });
    }

    @Test
    void shouldLeavePlainIdsAsTheyAre() {
        // Then
        assertThat(Key.of("5YJ3E1EA1KF000001")).contains("5YJ3E1EA1KF000001");
        assertThat(Key.of("gate 3/north")).contains("gate%203%2Fnorth");
        assertThat(Key.of("")).isEmpty();
        assertThat(Key.of("x".repeat(129))).isEmpty();
        assertThat(Key.join("task", "camera")).isEqualTo("task/camera");
        assertThat(Key.text("50%")).isEqualTo("50%");
    }
}
