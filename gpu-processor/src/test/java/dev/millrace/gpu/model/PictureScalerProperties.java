package dev.millrace.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gpu.model.InputCard.Colours;
import dev.millrace.gpu.scene.Pixels;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PictureScalerProperties {

    /** One for all sizes, as it is used. */
    private final PictureScaler scaler = new PictureScaler();

    @Property(tries = 500)
    void shouldKeepAColourAtAnySize(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 90) int wantedWidth,
            @ForAll @IntRange(min = 1, max = 90) int wantedHeight,
            @ForAll @IntRange(min = 0, max = 100) int part) {
        // Given
        var left = width * part / 200;
        var top = height * part / 200;
        var region = new Region(left, top, width - left, height - top);

        // When
        try (var picture = new Pixels(width, height, (x, y) -> 0x4080C0)) {
            var pixels = scaler.scale(picture.frame(), region, wantedWidth, wantedHeight, Colours.RGB);

            // Then
            for (var y = 0; y < wantedHeight; y++) {
                for (var x = 0; x < wantedWidth; x++) {
                    var at = (long) y * PictureScaler.stride(wantedWidth) + 3L * x;
                    assertThat(pixels.get(at) & 255).isBetween(0x40 - 3, 0x40 + 3);
                    assertThat(pixels.get(at + 1) & 255).isBetween(0x80 - 3, 0x80 + 3);
                    assertThat(pixels.get(at + 2) & 255).isBetween(0xC0 - 3, 0xC0 + 3);
                }
            }
        }
    }
}
