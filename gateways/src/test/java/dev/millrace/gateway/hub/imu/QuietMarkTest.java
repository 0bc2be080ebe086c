package dev.millrace.gateway.hub.imu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuietMarkTest {

    private static final long AFTER = 100;

    private final QuietMark quiet = new QuietMark();

    @Test
    void shouldBeSaidOnceAfterEachSample() {
        // Given
        quiet.heard(0);
        assertThat(quiet.isDue(99, AFTER)).isFalse();
        assertThat(quiet.isDue(100, AFTER)).isTrue();

        // When
        quiet.said(100);
        quiet.written();

        // Then
        assertThat(quiet.isDue(1_000, AFTER)).isFalse();
        quiet.heard(1_000);
        assertThat(quiet.isDue(1_100, AFTER)).isTrue();
    }

    @Test
    void shouldBeSaidAgainWhenItWasLost() {
        // Given
        quiet.heard(0);
        quiet.said(100);

        // When
        quiet.lost();

        // Then
        assertThat(quiet.isWritten()).isFalse();
        assertThat(quiet.isDue(199, AFTER)).isFalse();
        assertThat(quiet.isDue(200, AFTER)).isTrue();
    }

    @Test
    void shouldStayUnsaidForASampleThatCameWhileItWasUnderWay() {
        // Given
        quiet.heard(0);
        quiet.said(100);
        quiet.heard(110);

        // When
        quiet.written();

        // Then
        assertThat(quiet.isWritten()).isFalse();
        assertThat(quiet.isDue(210, AFTER)).isTrue();
    }
}
