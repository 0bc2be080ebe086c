package dev.millrace.gpu.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.media.AnnexB;
import dev.millrace.recording.video.H264Encoder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DecoderTest {

    private static final long MOST_PIXELS = 1 << 24;

    /** Pictures of the shared recordings, as the ffmpeg program counts them, less those held back for their order. */
    private static final Map<String, Integer> SHARED = Map.of(
            "BA_MW_D.264", 100, "test_cif_P_CABAC_slice.264", 300, "VID_1280x720_cabac_temporal_direct.264", 300);

    @Test
    void shouldGiveEachPictureBackWithTheMarkOfItsPacketAndWithoutWaiting() throws Exception {
        // Given
        var pictures = pictures(modelled(128, 96, 30));
        var marks = new ArrayList<Long>();

        // When
        try (var decoder = new Decoder(MOST_PIXELS)) {
            for (var i = 0; i < pictures.size(); i++) {
                decoder.send(pictures.get(i), 1_000 + i);
                var picture = decoder.receive().orElseThrow();
                assertThat(picture.isDamaged()).isFalse();
                marks.add(picture.mark());
            }
        }

        // Then
        assertThat(marks).hasSize(30).startsWith(1_000L, 1_001L).endsWith(1_029L);
    }

    @Test
    void shouldMakeJpegOfTheWantedSizeAndLike() throws Exception {
        // Given
        var pictures = pictures(modelled(128, 96, 1));

        // When
        byte[] whole;
        byte[] small;
        try (var decoder = new Decoder(MOST_PIXELS);
                var encoder = new JpegEncoder()) {
            decoder.send(pictures.get(0), 0);
            var picture = decoder.receive().orElseThrow();
            whole = encoder.encode(picture.frame(), JpegForm.fitting(picture.width(), picture.height(), 0, 90));
            small = encoder.encode(picture.frame(), JpegForm.fitting(picture.width(), picture.height(), 64, 50));
        }

        // Then
        var image = ImageIO.read(new ByteArrayInputStream(whole));
        assertThat(image.getWidth()).isEqualTo(128);
        var ground = new Color(image.getRGB(100, 80));
        assertThat(ground.getRed()).isBetween(30, 50);
        assertThat(ground.getBlue()).isBetween(150, 170);
        assertThat(ImageIO.read(new ByteArrayInputStream(small)).getHeight()).isEqualTo(48);
        assertThat(small).hasSizeLessThan(whole.length);
    }

    @Test
    void shouldRefuseLargerPicturesThanItMayMake() throws Exception {
        // Given
        var pictures = pictures(modelled(128, 96, 1));

        // When
        Optional<Picture> picture;
        try (var decoder = new Decoder(64 * 64)) {
            decoder.send(pictures.get(0), 0);
            picture = decoder.receive();
        } catch (BadPacket e) {
            picture = Optional.empty();
        }

        // Then
        assertThat(picture).isEmpty();
    }

    @Test
    void shouldOutliveAnyBytes() throws Exception {
        // Given
        var pictures = pictures(modelled(128, 96, 20));
        var random = new Random(3);
        var refused = 0;

        // When
        try (var decoder = new Decoder(MOST_PIXELS)) {
            for (var i = 0; i < 5_000; i++) {
                var bytes = pictures.get(random.nextInt(pictures.size())).clone();
                var changes = random.nextInt(12);
                for (var j = 0; j < changes; j++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                try {
                    decoder.send(bytes, i);
                    while (decoder.receive().isPresent()) {}
                } catch (BadPacket e) {
                    refused++;
                    decoder.flush();
                }
            }
            for (var picture : pictures) {
                decoder.send(picture, 0);
                decoder.receive();
            }
        }

        // Then
        assertThat(refused).isPositive();
    }

    @Test
    void shouldDecodeRealStreamsWhole() throws Exception {
        var data = Optional.ofNullable(System.getenv("MILLRACE_DATA")).map(Path::of);
        assumeTrue(data.isPresent(), "skipped: MILLRACE_DATA names no folder of real recordings");
        for (var expected : SHARED.entrySet()) {
            // Given
            var stream = Files.readAllBytes(data.get().resolve("h264").resolve(expected.getKey()));
            var count = 0;

            // When
            try (var decoder = new Decoder(MOST_PIXELS)) {
                for (var picture : pictures(stream)) {
                    decoder.send(picture, 0);
                    count += drained(decoder);
                }
                decoder.finish();
                count += drained(decoder);
            }

            // Then
            assertThat(count).as(expected.getKey()).isEqualTo(expected.getValue());
        }
    }

    private static int drained(Decoder decoder) throws BadPacket {
        var count = 0;
        for (var picture = decoder.receive(); picture.isPresent(); picture = decoder.receive()) {
            assertThat(picture.get().isDamaged()).isFalse();
            count++;
        }
        return count;
    }

    /** Each with the sets before it, all its slices together. */
    private static List<byte[]> pictures(byte[] stream) {
        var pictures = new ArrayList<byte[]>();
        var open = new ByteArrayOutputStream();
        var hasSlice = false;
        for (var nal : AnnexB.split(stream)) {
            var isSlice = nal.type() == 1 || nal.type() == 5;
            var begins = !isSlice || nal.bytes()[nal.header() + 1] < 0;
            if (begins && hasSlice) {
                pictures.add(open.toByteArray());
                open.reset();
                hasSlice = false;
            }
            open.writeBytes(nal.bytes());
            hasSlice |= isSlice;
        }
        if (hasSlice) pictures.add(open.toByteArray());
        return pictures;
    }

    private static byte[] modelled(int width, int height, int count) throws Exception {
        var stream = new ByteArrayOutputStream();
        try (var encoder = H264Encoder.open(new H264Encoder.Format(width, height, 30, 400_000))) {
            for (var i = 0; i < count; i++) {
                var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
                var drawing = picture.createGraphics();
                drawing.setColor(new Color(40, 90, 160));
                drawing.fillRect(0, 0, width, height);
                drawing.setColor(Color.LIGHT_GRAY);
                drawing.fillRect(i * 2, 10, 16, 16);
                drawing.dispose();
                encoder.encode(picture, stream);
            }
            encoder.finish(stream);
        }
        return stream.toByteArray();
    }
}
