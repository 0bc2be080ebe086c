package dev.millrace.gpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonMarkTest {

    @TempDir
    Path directory;

    @Test
    void shouldParkWhatWasBeingDecodedWhenTheWorkerDied() {
        // Given
        var died = PoisonMark.in(directory.resolve("marks"), 2);
        died.mark("fine", 1, 7).close();
        died.mark("gate", 3, 41);

        // When
        var next = PoisonMark.in(directory.resolve("marks"), 2);

        // Then
        assertThat(next.parked()).containsExactly(new PoisonMark.Parked("gate", 3, 41));
        assertThat(next.isParked("gate", 41)).isTrue();
        assertThat(next.isParked("gate", 42)).isFalse();
        assertThat(next.isParked("fine", 7)).isFalse();
    }

    @Test
    void shouldParkNothingAfterACleanEndOrASecondTime() {
        // Given
        PoisonMark.in(directory.resolve("marks"), 1).mark("gate", 0, 5);
        PoisonMark.in(directory.resolve("marks"), 1);

        // When
        var later = PoisonMark.in(directory.resolve("marks"), 1);

        // Then
        assertThat(later.parked()).isEmpty();
    }
}
