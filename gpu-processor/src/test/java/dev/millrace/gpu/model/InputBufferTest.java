package dev.millrace.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.gpu.model.InputCard.Colours;
import dev.millrace.gpu.model.InputCard.Layout;
import dev.millrace.gpu.model.InputCard.Resize;
import dev.millrace.gpu.scene.Pixels;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputBufferTest {

    private static final int COLOUR = 0x204060;

    @Test
    void shouldPutALetterboxedPictureInTheUpperLeftAndFillTheRest() {
        // Given
        var card = card(Layout.NCHW, Colours.BGR, Resize.LETTERBOX);

        // When
        try (var picture = new Pixels(32, 8, (x, y) -> COLOUR);
                var buffer = new InputBuffer(card, 2)) {
            var placement = buffer.put(picture.frame(), Region.whole(picture.frame()), 1);

            // Then
            assertThat(placement).isEqualTo(new Placement(16, 4, 0.5, 0.5));
            var values = buffer.slots(1, 1);
            for (var y = 0; y < 12; y++) {
                for (var x = 0; x < 16; x++) {
                    var at = y * 16 + x;
                    assertThat(values.get(at)).isCloseTo(y < 4 ? 0x60 : 114, within(1f));
                    assertThat(values.get(192 + at)).isCloseTo((y < 4 ? 0x40 : 114) - 10, within(1f));
                    assertThat(values.get(384 + at)).isCloseTo((y < 4 ? 0x20 : 114) / 2f, within(1f));
                }
            }
            assertThat(buffer.slots(0, 1).get(5)).as("the other slot").isZero();
        }
    }

    @Test
    void shouldStretchAPartOfAPicturePixelByPixel() {
        // Given
        var card = card(Layout.NHWC, Colours.RGB, Resize.STRETCH);

        // When
        try (var picture = new Pixels(40, 40, (x, y) -> x >= 5 && x < 15 && y >= 7 && y < 37 ? COLOUR : 0xFFFFFF);
                var buffer = new InputBuffer(card, 1)) {
            var placement = buffer.put(picture.frame(), new Region(5, 7, 10, 30), 0);

            // Then
            assertThat(placement).isEqualTo(new Placement(16, 12, 1.6, 0.4));
            var values = buffer.slots(0, 1);
            for (var pixel = 0; pixel < 16 * 12; pixel++) {
                assertThat(values.get(pixel * 3)).isCloseTo(0x20, within(1f));
                assertThat(values.get(pixel * 3 + 1)).isCloseTo(0x40 - 10, within(1f));
                assertThat(values.get(pixel * 3 + 2)).isCloseTo(0x60 / 2f, within(1f));
            }
        }
    }

    @Test
    void shouldNotLoseAPictureOfExtremeProportions() {
        // Given
        var card = card(Layout.NCHW, Colours.BGR, Resize.LETTERBOX);

        // When
        try (var picture = new Pixels(1_000, 2, (x, y) -> COLOUR);
                var buffer = new InputBuffer(card, 1)) {
            var placement = buffer.put(picture.frame(), Region.whole(picture.frame()), 0);

            // Then
            assertThat(placement.height()).isEqualTo(1);
            assertThat(placement.down()).isEqualTo(0.5);
        }
    }

    /** The second colour has a mean of 10, the third a deviation of 2. */
    private static InputCard card(Layout layout, Colours colours, Resize resize) {
        return new InputCard(16, 12, layout, colours, resize, 114, List.of(0f, 10f, 0f), List.of(1f, 1f, 2f));
    }
}
