package dev.millrace.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.message.video.VideoPacket;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @RegisterExtension
    static final Platform PLATFORM = new Platform();

    @TempDir
    Path directory;

    @Test
    void shouldMakeOnePictureOfEachThatComesLiveAndSayWhatItCameFrom() throws Exception {
        // Given
        try (var world = PLATFORM.world()) {
            var clip = Clip.modelled(directory, 320, 240, 10, 40);
            var packets = clip.session("s", 1, Platform.nowNs());
            world.worker("one");
            world.demand("gate", 0, 0);
            var begun = world.write("gate", 3, packets.subList(0, 30));
            await().until(() -> !world.frames("gate").isEmpty());

            // When
            var offsets = new ArrayList<Long>();
            for (var packet : packets.subList(30, packets.size())) {
                offsets.addAll(world.write("gate", 3, List.of(packet)));
            }

            // Then
            var last = offsets.get(offsets.size() - 1);
            await().until(() -> newest(world, "gate").getPacketOffset() == last);
            var frames = world.frames("gate");
            assertThat(frames)
                    .isSortedAccordingTo((one, other) -> Long.compare(one.getPacketOffset(), other.getPacketOffset()));
            assertThat(frames).extracting(VideoFrame::getPacketOffset).doesNotHaveDuplicates();
            assertThat(frames).allSatisfy(frame -> {
                assertThat(frame.getMaker()).isEqualTo(VideoFrame.Maker.MAKER_DECODER);
                assertThat(frame.getDecoder()).isEqualTo("h264 (software)");
                assertThat(frame.getSessionId()).isEqualTo("s");
                assertThat(frame.getSource(0).getLastOffset()).isEqualTo(frame.getPacketOffset());
                assertThat(image(frame).getWidth()).isEqualTo(320).isEqualTo(frame.getWidth());
            });
            assertThat(begun).isNotEmpty();
            assertThat(world.bugs()).isEmpty();
        }
    }

    @Test
    void shouldReadAndDecodeNothingThatNobodyDemands() throws Exception {
        // Given
        try (var world = PLATFORM.world()) {
            var clip = Clip.modelled(directory, 320, 240, 10, 20);
            var worker = world.worker("one", "gpu.state-every", "200ms");
            world.write("watched", 1, clip.session("s", 1, Platform.nowNs()));
            world.write("unwatched", 2, clip.session("s", 1, Platform.nowNs()));

            // When
            world.demand("watched", 0, 0);

            // Then
            await().until(() -> !world.frames("watched").isEmpty());
            assertThat(world.frames("unwatched")).isEmpty();
            var state = world.all(world.cluster.topics().gpuStates(), "one");
            assertThat(metric(worker, "millrace_gpu_streams")).isEqualTo(1);
            assertThat(metric(worker, "millrace_gpu_pictures_total")).isEqualTo(10);
            assertThat(state.get(0).getDecoder().getName()).isEqualTo("h264");
        }
    }

    @Test
    void shouldGiveLateDemandTheNewestPictureAtOnce() throws Exception {
        // Given
        try (var world = PLATFORM.world()) {
            var clip = Clip.modelled(directory, 320, 240, 30, 75);
            var offsets = world.write("gate", 5, clip.session("s", 1, Platform.nowNs()));
            world.worker("one");

            // When
            world.demand("gate", 1, 160);

            // Then
            var newest = offsets.get(offsets.size() - 2);
            await().untilAsserted(() ->
                    assertThat(newest(world, "gate").getPacketOffset()).isGreaterThanOrEqualTo(newest));
            var frame = newest(world, "gate");
            assertThat(frame.getWidth()).isEqualTo(160);
            assertThat(image(frame).getHeight()).isEqualTo(120);
        }
    }

    @Test
    void shouldStopWhenTheLeaseEndsAndBeginAgainWithTheNextOne() throws Exception {
        // Given
        try (var world = PLATFORM.world()) {
            var clip = Clip.modelled(directory, 320, 240, 10, 20);
            var worker = world.worker("one");
            world.write("gate", 0, clip.session("s", 1, Platform.nowNs()));
            world.demand("gate", 0, 0, Duration.ofSeconds(2));
            await().until(() -> metric(worker, "millrace_gpu_streams") == 1);

            // When
            await().until(() -> metric(worker, "millrace_gpu_streams") == 0);
            var before = world.frames("gate").size();
            world.write("gate", 0, clip.session("t", 2, Platform.nowNs()));
            world.demand("gate", 0, 0);

            // Then
            await().until(() -> newest(world, "gate").getSessionEpoch() == 2);
            assertThat(world.frames("gate")).hasSizeGreaterThan(before);
        }
    }

    @Test
    void shouldGoOnAtTheNextKeyframeAfterGarbageAndAfterLoss() throws Exception {
        // Given
        try (var world = PLATFORM.world()) {
            var clip = Clip.modelled(directory, 320, 240, 10, 60);
            var packets = clip.session("s", 1, Platform.nowNs());
            var worker = world.worker("one");
            world.demand("gate", 0, 0);
            var random = new Random(1);
            var broken = new ArrayList<VideoPacket>();
            for (var packet : packets) {
                var isInTheMiddle = packet.getSequence() > 15 && packet.getSequence() < 35;
                if (isInTheMiddle && packet.getSequence() % 4 == 0) continue;
                broken.add(isInTheMiddle && packet.getSequence() % 3 == 0 ? mangled(packet, random) : packet);
            }

            // When
            for (var packet : broken) world.write("gate", 4, List.of(packet));
            var offsets = world.write("gate", 4, clip.session("t", 2, Platform.nowNs()));

            // Then
            var last = offsets.get(offsets.size() - 2);
            await().until(() -> newest(world, "gate").getPacketOffset() >= last);
            assertThat(world.bugs()).isEmpty();
            assertThat(metric(worker, "millrace_gpu_packets_bad_total")).isGreaterThan(0);
        }
    }

    @Test
    void shouldPutUnreadableRecordsAside() throws Exception {
        // Given
        try (var world = PLATFORM.world()) {
            var clip = Clip.modelled(directory, 320, 240, 10, 30);
            world.worker("one");
            world.demand("gate", 0, 0);
            world.write("gate", 0, clip.session("s", 1, Platform.nowNs()));
            await().until(() -> !world.frames("gate").isEmpty());

            // When
            world.writeRaw("gate", 0, new byte[] {9, 9, 9});
            var offsets = world.write("gate", 0, clip.session("t", 2, Platform.nowNs()));

            // Then
            await().until(() -> newest(world, "gate").getPacketOffset() >= offsets.get(0));
            await().until(() ->
                    !world.all(world.cluster.topics().deadLetters(), "gate").isEmpty());
            var letter = world.all(world.cluster.topics().deadLetters(), "gate").get(0);
            assertThat(letter.getReason()).isEqualTo("unreadable");
            assertThat(letter.getService()).isEqualTo("gpu-processor");
        }
    }

    @Test
    void shouldDecodeLikeFfmpeg() throws Exception {
        // Given
        assumeTrue(Reference.isThere(), "this test needs the ffmpeg program");
        try (var world = PLATFORM.world()) {
            var clip = Clip.ofMill(directory);
            world.worker("one", "gpu.decode.quality", "95", "gpu.decode.patience", "1000");
            world.demand("mill", 0, 0);
            world.write("mill", 6, clip.session("s", 1, Platform.nowNs()).subList(0, 5));
            await().until(() -> newest(world, "mill").getPacketOffset() > 0);

            // When
            var rest = clip.session("s", 1, Platform.nowNs());
            var offsets = world.write("mill", 6, rest.subList(5, rest.size()));

            // Then
            await().until(() -> newest(world, "mill").getPacketOffset() == offsets.get(offsets.size() - 2)
                    || newest(world, "mill").getPacketOffset() == offsets.get(offsets.size() - 1));
            var frame = newest(world, "mill");
            var number = clip.numberOf(frame.getPacketOffset());
            var expected = Reference.picture(clip.file(), number, directory);
            assertThat(Reference.decibels(image(frame), expected)).isGreaterThan(30);
        }
    }

    private static VideoPacket mangled(VideoPacket packet, Random random) {
        var bytes = packet.getData().toByteArray();
        for (var i = 6; i < bytes.length; i += 1 + random.nextInt(20)) bytes[i] = (byte) random.nextInt();
        return packet.toBuilder().setData(ByteString.copyFrom(bytes)).build();
    }

    private static VideoFrame newest(Platform.World world, String stream) {
        var frames = world.frames(stream);
        return frames.isEmpty() ? VideoFrame.newBuilder().setPacketOffset(-1).build() : frames.get(frames.size() - 1);
    }

    private static BufferedImage image(VideoFrame frame) {
        try {
            return ImageIO.read(new ByteArrayInputStream(frame.getJpeg().toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum over a meter's tags. */
    static double metric(GpuProcessor worker, String name) {
        return worker.metrics()
                .scrape()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
