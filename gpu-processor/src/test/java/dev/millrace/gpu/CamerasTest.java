package dev.millrace.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.tracking.TrackingCommand;
import dev.millrace.message.tracking.TrackingCommand.Report;
import dev.millrace.message.tracking.TrackingCommand.Report.Stage;
import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.tracking.TrackingTask.Camera;
import dev.millrace.message.tracking.TrackingTask.Progress;
import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Stamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Recordings are played as cameras; the test decides what the topologies would. */
class CamerasTest {

    private static final String STREAM = "yard.c01";

    @RegisterExtension
    static final Platform PLATFORM = new Platform();

    @TempDir
    Path directory;

    private Platform.World world;

    @BeforeEach
    void open() {
        world = PLATFORM.world();
    }

    @AfterEach
    void close() {
        world.close();
        assertThat(world.bugs()).isEmpty();
    }

    @Test
    void shouldPlayARecordingIntoItsStreamOnceItHasItsPlace() throws Exception {
        // Given
        world.worker("w");
        task(camera(Clip.modelled(directory, 64, 48, 10, 25).file()), 0);

        // When
        place(opening(), 3, 1);
        ready(0);

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> hasEnded());
        var packets = packets();
        assertThat(packets.subList(0, 25))
                .extracting(packet -> packet.getPlayed().getFrame())
                .containsExactlyElementsOf(LongStream.range(0, 25).boxed().toList());
        assertThat(packets.get(25).getEndOfStream()).isTrue();
        assertThat(packets.get(25).getPlayed().getFrame()).isEqualTo(25);
        assertThat(packets.get(10).getCaptureTimeNs() - packets.get(0).getCaptureTimeNs())
                .isEqualTo(Math.round(10e9 / packets.get(0).getPlayed().getFrameRate()));
        assertThat(reports())
                .extracting(Report::getStage)
                .containsSubsequence(
                        Stage.STAGE_WAITING,
                        Stage.STAGE_FETCHING,
                        Stage.STAGE_OPENING,
                        Stage.STAGE_READING,
                        Stage.STAGE_ENDED);
    }

    @Test
    void shouldGoOnWhereTheReaderBeforeItWas() throws Exception {
        // Given
        world.worker("w");
        task(camera(Clip.modelled(directory, 64, 48, 10, 25).file()), 14);

        // When
        place(opening(), 3, 2);
        ready(14);

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> hasEnded());
        var packets = packets();
        assertThat(packets.get(0).getPlayed().getFrame()).isEqualTo(10);
        assertThat(packets.get(0).getSessionEpoch()).isEqualTo(2);
        assertThat(packets)
                .filteredOn(packet -> packet.getPlayed().getPreroll())
                .extracting(packet -> packet.getPlayed().getFrame())
                .containsExactly(10L, 11L, 12L, 13L);
    }

    @Test
    void shouldTellWhoIsInEachPictureBeforeAnybodySeesIt() throws Exception {
        // Given
        world.worker("w", "gpu.models.detector", "hog", "gpu.models.embedder", "stripes");
        world.demand(STREAM, 0, 0);
        task(camera(Clip.modelled(directory, 160, 240, 10, 25).file()), 0);

        // When
        place(opening(), 3, 1);
        ready(0);

        // Then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> detections().stream().anyMatch(TrackingDetections::getEnded));
        var looked = detections().stream().filter(each -> !each.getEnded()).toList();
        assertThat(looked).isNotEmpty();
        assertThat(looked).extracting(TrackingDetections::getFrame).isSorted().doesNotHaveDuplicates();
        for (var i = 1; i < looked.size(); i++) {
            assertThat(looked.get(i).getPreviousFrame())
                    .isEqualTo(looked.get(i - 1).getFrame());
        }
        assertThat(looked.get(0).hasPreviousFrame()).isFalse();
        assertThat(looked.get(0).getCalibration().getHomographyCount()).isEqualTo(9);
        assertThat(looked.get(0).getWidth()).isEqualTo(160);
        assertThat(detections().get(looked.size()).getFrame()).isEqualTo(25);
        var shown = world.frames(STREAM);
        assertThat(shown)
                .extracting(frame -> frame.getPlayed().getFrame())
                .isSubsetOf(looked.stream().map(TrackingDetections::getFrame).toList());
        var first = shown.get(0);
        assertThat(first.getJpeg().toString(StandardCharsets.ISO_8859_1))
                .contains("\"frame_index\":" + first.getPlayed().getFrame());
        assertThat(ImageIO.read(first.getJpeg().newInput()).getWidth()).isEqualTo(160);
    }

    @Test
    void shouldSayWhyACameraCannotBeRead() throws Exception {
        // Given
        world.worker("w");
        task(camera(directory.resolve("missing.mp4")), 0);

        // When
        place(opening(), 3, 1);

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> stages().contains(Stage.STAGE_FAILED));
        var failed = reports().get(reports().size() - 1);
        assertThat(failed.getProblem()).contains("there is no").contains("missing.mp4");
    }

    private List<TrackingDetections> detections() {
        return world.all(world.cluster.topics().trackingDetections(), "t");
    }

    private static Camera camera(Path file) {
        return Camera.newBuilder()
                .addAllHomography(List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))
                .setName("c01")
                .setStream(STREAM)
                .addSources(file.toString())
                .build();
    }

    private void task(Camera camera, long frame) throws Exception {
        task(camera, Progress.newBuilder().setCamera("c01").setStage(0).setFrame(frame));
    }

    private void ready(long frame) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> stages().contains(Stage.STAGE_READING));
        var known = world.all(world.cluster.topics().trackingTasks(), "t");
        var camera = known.get(known.size() - 1).getCameras(0);
        task(
                camera,
                Progress.newBuilder()
                        .setCamera("c01")
                        .setStage(3)
                        .setFrame(frame)
                        .setFrames(25));
    }

    private void task(Camera camera, Progress.Builder progress) throws Exception {
        var state = Stamp.received(Platform.nowNs())
                .on(TrackingTask.newBuilder())
                .setStatus(TrackingTask.Status.STATUS_PROCESSING)
                .setEnvironment("yard")
                .setSpeed(4)
                .setEraNs(1_000_000_000L)
                .addCameras(camera)
                .addReaders(progress)
                .build();
        world.send(world.cluster.topics().trackingTasks(), "t", state);
    }

    private VideoEvent opening() {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        !world.all(world.cluster.topics().videoEvents(), STREAM).isEmpty());
        return world.all(world.cluster.topics().videoEvents(), STREAM).get(0);
    }

    private void place(VideoEvent opening, int partition, long epoch) throws Exception {
        var state = Stamp.received(Platform.nowNs())
                .session(opening.getSessionId(), epoch, 0)
                .on(VideoStream.newBuilder())
                .setPartition(partition)
                .setOwner(opening.getOwner())
                .setOpen(true)
                .build();
        world.send(world.cluster.topics().videoStreams(), STREAM, state);
    }

    private List<VideoPacket> packets() {
        return world.all(world.cluster.topics().videoPackets(), STREAM);
    }

    private boolean hasEnded() {
        return stages().contains(Stage.STAGE_ENDED) && packets().stream().anyMatch(VideoPacket::getEndOfStream);
    }

    private List<Stage> stages() {
        return reports().stream().map(Report::getStage).toList();
    }

    private List<Report> reports() {
        return world.all(world.cluster.topics().trackingCommands(), "t").stream()
                .filter(TrackingCommand::hasReport)
                .map(TrackingCommand::getReport)
                .toList();
    }
}
