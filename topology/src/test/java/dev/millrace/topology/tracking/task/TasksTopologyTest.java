package dev.millrace.topology.tracking.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.tracking.TrackingCommand;
import dev.millrace.message.tracking.TrackingCommand.Camera;
import dev.millrace.message.tracking.TrackingCommand.Report;
import dev.millrace.message.tracking.TrackingCommand.Report.Stage;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.tracking.TrackingTask.Refusal;
import dev.millrace.message.tracking.TrackingTask.Status;
import dev.millrace.topology.TopologyBench;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TasksTopologyTest {

    private final TopologyBench bench = new TopologyBench(new TasksTopology());
    private final List<TestRecord<String, TrackingTask>> read = new ArrayList<>();
    private long nowNs;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldGoThroughTheStatesOfATaskAsItsReadersDo() {
        // Given
        send("t", start("campus", "c01", "c02"));

        // When
        report("c01", Stage.STAGE_WAITING, 0);
        report("c01", Stage.STAGE_FETCHING, 0);
        report("c01", Stage.STAGE_OPENING, 0);
        report("c01", Stage.STAGE_READING, 10);
        report("c02", Stage.STAGE_FETCHING, 0);
        report("c01", Stage.STAGE_ENDED, 100);
        report("c02", Stage.STAGE_ENDED, 100);

        // Then
        assertThat(states())
                .extracting(TrackingTask::getStatus)
                .containsExactly(
                        Status.STATUS_QUEUED,
                        Status.STATUS_INITIALIZING,
                        Status.STATUS_DOWNLOADING,
                        Status.STATUS_EXTRACTING,
                        Status.STATUS_PROCESSING,
                        Status.STATUS_PROCESSING,
                        Status.STATUS_PROCESSING,
                        Status.STATUS_COMPLETED);
        assertThat(states()).extracting(TrackingTask::getProgress).isSorted();
        assertThat(newest().getProgress()).isEqualTo(1);
    }

    @Test
    void shouldAnswerTheQuestionOfEachCommandOnce() {
        // Given
        send("t", start("campus", "c01").setCommandId("q1"));

        // When
        send("t", start("campus", "c01").setCommandId("q1"));

        // Then
        assertThat(states()).extracting(TrackingTask::getCommandId).containsExactly("q1", "q1");
        assertThat(newest().getRefusal()).isEqualTo(Refusal.REFUSAL_NONE);
    }

    @Test
    void shouldRefuseASecondTaskInAnEnvironmentAndForgetIt() {
        // Given
        send("t", start("campus", "c01"));

        // When
        send("u", start("campus", "c01").setCommandId("q"));

        // Then
        var told = records().get(1);
        assertThat(told.key()).isEqualTo("u");
        assertThat(told.value().getRefusal()).isEqualTo(Refusal.REFUSAL_ENVIRONMENT_BUSY);
        assertThat(told.value().getRefusedBecause())
                .isEqualTo("Environment campus already has an active raw streaming task");
        assertThat(records().get(2).key()).isEqualTo("u");
        assertThat(records().get(2).value()).isNull();
    }

    @Test
    void shouldStopTheOldestWhereThereWouldBeTooMany() {
        // Given
        for (var task : List.of("a", "b", "c", "d")) send(task, start("in-" + task, "c01"));

        // When
        send("e", start("in-e", "c01"));

        // Then
        var stopped = records().get(4);
        assertThat(stopped.key()).isEqualTo("a");
        assertThat(stopped.value().getStatus()).isEqualTo(Status.STATUS_STOPPED);
        assertThat(records().get(5).key()).isEqualTo("e");
    }

    @Test
    void shouldFailATaskWithoutCamerasAndSayWhichEnvironment() {
        // When
        send("t", start("nowhere"));

        // Then
        assertThat(newest().getStatus()).isEqualTo(Status.STATUS_FAILED);
        assertThat(newest().getDetails()).contains("nowhere");
    }

    @Test
    void shouldBeginAnEraWithEachSeekAndIgnoreWhatIsSaidOfThoseBefore() {
        // Given
        send("t", start("campus", "c01"));
        report("c01", Stage.STAGE_READING, 10);
        send("t", TrackingCommand.newBuilder().setPause(TrackingCommand.Pause.getDefaultInstance()));

        // When
        send("t", seek(42));
        report("c01", Stage.STAGE_ENDED, 100);

        // Then
        assertThat(newest().getEra()).isEqualTo(1);
        assertThat(newest().getEraFrame()).isEqualTo(42);
        assertThat(newest().getPaused()).isFalse();
        assertThat(newest().getStatus()).isEqualTo(Status.STATUS_PROCESSING);
    }

    @Test
    void shouldRefuseASeekBeyondTheEndAndKeepTheTask() {
        // Given
        send("t", start("campus", "c01"));
        report("c01", Stage.STAGE_READING, 10);

        // When
        send("t", seek(100).setCommandId("q"));

        // Then
        assertThat(newest().getRefusal()).isEqualTo(Refusal.REFUSAL_INVALID);
        assertThat(newest().getEra()).isZero();
        assertThat(newest().getStatus()).isEqualTo(Status.STATUS_PROCESSING);
    }

    @Test
    void shouldStopForWantOfWatchersOnlyWhereNobodyHasWatchedSince() {
        // Given
        send("t", start("campus", "c01"));
        send(
                "t",
                TrackingCommand.newBuilder()
                        .setWatch(TrackingCommand.Watch.newBuilder().setUntilNs(500)));

        // When
        send("t", unwatched(499));
        var isActive = newest().getStatus() == Status.STATUS_QUEUED;
        send("t", unwatched(500));

        // Then
        assertThat(isActive).isTrue();
        assertThat(newest().getStatus()).isEqualTo(Status.STATUS_STOPPED);
        assertThat(newest().getDetails()).isEqualTo("nobody");
    }

    @Test
    void shouldAnswerForATaskThatIsNotActive() {
        // When
        send("t", seek(1).setCommandId("q"));

        // Then
        var told = records().get(0).value();
        assertThat(told.getRefusal()).isEqualTo(Refusal.REFUSAL_NOT_ACTIVE);
        assertThat(told.getCommandId()).isEqualTo("q");
        assertThat(records().get(1).value()).isNull();
    }

    @Test
    void shouldRefuseWhatIsNoTask() {
        // When
        send("t", start("campus", "c01", "c01").setCommandId("q1"));
        send("u", withSpeed(Double.NaN));
        bench.send(bench.topics().trackingCommands(), "v", TrackingCommand.getDefaultInstance());

        // Then
        assertThat(states())
                .extracting(TrackingTask::getRefusal)
                .containsExactly(Refusal.REFUSAL_INVALID, Refusal.REFUSAL_INVALID);
        assertThat(bench.deadLetters()).extracting(letter -> letter.getReason()).containsExactly("unknown-command");
    }

    @Test
    void shouldPassOnAllThatIsSaidOfACamera() {
        // Given
        var camera = Camera.newBuilder()
                .setName("c01")
                .setStream("campus.c01")
                .addSources("/videos/1.mp4")
                .addAllHomography(List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))
                .setMapUnitsPerMetre(100)
                .addOverlaps("c02")
                .build();

        // When
        send(
                "t",
                TrackingCommand.newBuilder()
                        .setStart(TrackingCommand.Start.newBuilder()
                                .setEnvironment("campus")
                                .setSpeed(1)
                                .addCameras(camera)));
        report("c01", Stage.STAGE_READING, 1);

        // Then
        assertThat(newest().getCameras(0).toByteString()).isEqualTo(camera.toByteString());
    }

    private void send(String task, TrackingCommand.Builder command) {
        bench.send(
                bench.topics().trackingCommands(),
                task,
                command.setReceivedNs(++nowNs).build());
    }

    private void report(String camera, Stage stage, long frame) {
        send(
                "t",
                TrackingCommand.newBuilder()
                        .setReport(Report.newBuilder()
                                .setCamera(camera)
                                .setStage(stage)
                                .setFrame(frame)
                                .setFrames(100)));
    }

    private static TrackingCommand.Builder start(String environment, String... cameras) {
        var start =
                TrackingCommand.Start.newBuilder().setEnvironment(environment).setSpeed(1);
        for (var camera : cameras) {
            start.addCameras(Camera.newBuilder()
                    .setName(camera)
                    .setStream(environment + "." + camera)
                    .addSources("/videos/" + camera + ".mp4"));
        }
        return TrackingCommand.newBuilder().setStart(start);
    }

    private static TrackingCommand.Builder withSpeed(double speed) {
        return TrackingCommand.newBuilder()
                .setStart(TrackingCommand.Start.newBuilder()
                        .setEnvironment("factory")
                        .setSpeed(speed));
    }

    private static TrackingCommand.Builder seek(long frame) {
        return TrackingCommand.newBuilder()
                .setSeek(TrackingCommand.Seek.newBuilder().setFrame(frame));
    }

    private static TrackingCommand.Builder unwatched(long sinceNs) {
        return TrackingCommand.newBuilder()
                .setStop(TrackingCommand.Stop.newBuilder().setReason("nobody").setUnwatchedSinceNs(sinceNs));
    }

    private List<TestRecord<String, TrackingTask>> records() {
        read.addAll(bench.read(bench.topics().trackingTasks()));
        return read;
    }

    private List<TrackingTask> states() {
        return records().stream()
                .map(TestRecord::value)
                .filter(Objects::nonNull)
                .toList();
    }

    private TrackingTask newest() {
        return states().get(states().size() - 1);
    }
}
