package dev.millrace.gateway.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JpegHeaderTest {

    @Property(tries = 50)
    void shouldReadTheSizeThatAnEncoderWrote(
            @ForAll @IntRange(min = 1, max = 300) int width, @ForAll @IntRange(min = 1, max = 300) int height) {
        // When
        var header = JpegHeader.read(Pictures.message(1, Pictures.jpeg(width, height)), 8);

        // Then
        assertThat(header).contains(new JpegHeader(width, height));
    }

    @Test
    void shouldSeeNoPictureInOneThatIsCutOffBeforeItsPixels() {
        // Given
        var jpeg = Pictures.jpeg(64, 48);
        var scan = indexOfScan(jpeg);

        // Then
        for (var length = 0; length < scan; length++) {
            assertThat(JpegHeader.read(Arrays.copyOf(jpeg, length), 0)).isEmpty();
        }
        assertThat(JpegHeader.read(jpeg, 0)).isPresent();
    }

    @Test
    void shouldSkipFillBytesAndCommentsBeforeTheFrame() {
        // Given
        var jpeg = Pictures.jpeg(20, 10);
        var filled = new byte[jpeg.length + 8];
        System.arraycopy(jpeg, 0, filled, 0, 2);
        System.arraycopy(
                new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFE, 0, 4, 'h', 'i', (byte) 0xFF}, 0, filled, 2, 8);
        System.arraycopy(jpeg, 2, filled, 10, jpeg.length - 2);

        // When
        var header = JpegHeader.read(filled, 0);

        // Then
        assertThat(header).contains(new JpegHeader(20, 10));
    }

    @Test
    void shouldSeeNoPictureWithoutHeight() {
        // Given
        var jpeg = Pictures.jpeg(20, 10);
        for (var i = 0; i + 9 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) jpeg[i + 6] = 0;
        }

        // Then
        assertThat(JpegHeader.read(jpeg, 0)).isEmpty();
    }

    private static int indexOfScan(byte[] jpeg) {
        for (var i = 0; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA) return i;
        }
        throw new AssertionError("no scan");
    }
}
