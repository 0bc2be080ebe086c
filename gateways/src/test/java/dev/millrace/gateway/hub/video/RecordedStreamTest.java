package dev.millrace.gateway.hub.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real recordings, cut into packets as the legacy simulator cuts them, come out of the reader as they went in. */
class RecordedStreamTest {

    @TestFactory
    Stream<DynamicTest> shouldReadRecordingsPacketByPacket() {
        return recordings().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> readsPacketByPacket(file)));
    }

    private static void readsPacketByPacket(Path file) throws IOException {
        // Given
        var recording = Files.readAllBytes(file);
        var reader = new PacketReader();
        var relay = new LegacyRelay();
        var frames = new ByteArrayOutputStream();
        var slices = new ByteArrayOutputStream();
        var pictures = new ArrayList<Picture>();

        // When
        for (var unit : units(recording)) {
            var type = unit[unit[2] == 1 ? 3 : 4] & 0x1F;
            if (type == NalUnits.SPS || type == NalUnits.PPS) continue;
            slices.writeBytes(unit);
            var packet = (H264Packet) reader.read(Packets.frame(type == NalUnits.IDR_SLICE ? 3 : 4, unit));
            pictures.add(Picture.of(packet.bytes(), packet.dataOffset(), packet.dataBytes()));
            relay.message(packet).ifPresent(data -> frames.writeBytes(data.toByteArray()));
        }

        // Then
        assertThat(frames.toByteArray()).isEqualTo(slices.toByteArray());
        assertThat(pictures.stream().filter(Picture::hasSlices).findFirst())
                .hasValueSatisfying(first -> assertThat(first.isKeyframe()).isTrue());
        assertThat(pictures).anyMatch(picture -> picture.hasSlices() && !picture.isKeyframe());
    }

    /** Each unit with its start code and whatever follows up to the next. */
    private static List<byte[]> units(byte[] recording) {
        var starts = new ArrayList<Integer>();
        var walk = new NalUnits(recording, 0, recording.length);
        while (walk.next()) starts.add(walk.startWithCode(0));
        starts.add(recording.length);
        var units = new ArrayList<byte[]>();
        for (var i = 0; i + 1 < starts.size(); i++) {
            units.add(Arrays.copyOfRange(recording, starts.get(i), starts.get(i + 1)));
        }
        return units;
    }

    private static List<Path> recordings() {
        var data = System.getenv("MILLRACE_DATA");
        assumeThat(data).as("MILLRACE_DATA names the directory of real inputs").isNotNull();
        var directory = Path.of(String.valueOf(data), "h264");
        assumeThat(directory).as("real H.264 recordings").isDirectory();
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".264")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
