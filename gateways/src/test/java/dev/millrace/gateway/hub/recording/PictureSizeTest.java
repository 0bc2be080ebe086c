package dev.millrace.gateway.hub.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PictureSizeTest {

    /** As OpenH264 and x264 write them: plain, cropped, and in fields. */
    private static final String BASELINE = "6742c01e8c680a02ff9601e1108d40";

    private static final String HIGH = "67640028acd940780227e5c044000003000400000300083c60c658";
    private static final String INTERLACED = "6764001eacd940b424d8088000000300800000190f8a14cb";

    @Test
    void shouldReadSizeOfEachProfile() {
        // When
        var sizes = Stream.of(BASELINE, HIGH, INTERLACED)
                .map(HexFormat.of()::parseHex)
                .map(bytes -> PictureSize.of(bytes, 0, bytes.length));

        // Then
        assertThat(sizes)
                .containsExactly(new PictureSize(640, 360), new PictureSize(1920, 1080), new PictureSize(720, 576));
    }

    @Property(tries = 5_000)
    void shouldReadAnyBytes(@ForAll @Size(min = 1, max = 60) byte[] bytes) {
        // When
        var size = PictureSize.of(bytes, 0, bytes.length);

        // Then
        assertThat(size.width()).isBetween(0, 65_536);
        assertThat(size.height()).isBetween(0, 131_072);
    }
}
