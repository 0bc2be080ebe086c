package dev.millrace.topic;

import static dev.millrace.topic.Partitions.Spread.FOREIGN;
import static dev.millrace.topic.Partitions.Spread.NORMAL;
import static dev.millrace.topic.Partitions.Spread.SINGLE;
import static dev.millrace.topic.Partitions.Spread.TINY;
import static dev.millrace.topic.Partitions.Spread.WIDE;

import com.google.protobuf.Message;
import dev.millrace.message.analysis.AnalysisMode;
import dev.millrace.message.analysis.AnalysisResult;
import dev.millrace.message.clock.ClockOffset;
import dev.millrace.message.control.ControlCommand;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.message.device.DeviceEvent;
import dev.millrace.message.device.DeviceState;
import dev.millrace.message.gpu.GpuState;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.logger.LoggerCommand;
import dev.millrace.message.logger.LoggerEvent;
import dev.millrace.message.pointcloud.PointcloudUpdate;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tracking.TrackingCommand;
import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.message.tracking.TrackingIdentity;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.tracking.TrackingUpdate;
import dev.millrace.message.trajectory.TrajectoryPose;
import dev.millrace.message.video.VideoDemand;
import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoStream;
import dev.millrace.message.world.WorldEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The catalogue: every topic of the platform in one namespace. The only place where a topic is named. */
public final class Topics {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Policy STATE = new Policy.Compact(DAY);

    private static final Set<String> PLACED_BY_WRITER = Set.of("video.packets", "video.keyframes");

    private final Namespace namespace;

    private Topics(Namespace namespace) {
        this.namespace = namespace;
    }

    public static Topics in(Namespace namespace) {
        return new Topics(namespace);
    }

    public Namespace namespace() {
        return namespace;
    }

    public List<Topic<?>> all() {
        return List.of(
                videoPackets(),
                videoKeyframes(),
                videoEvents(),
                videoStreams(),
                videoDemands(),
                videoFrames(),
                imuSamples(),
                imuOrdered(),
                imuLate(),
                deviceEvents(),
                deviceStates(),
                clockOffsets(),
                controlCommands(),
                trajectoryPoses(),
                analysisResults(),
                analysisModes(),
                pointcloudUpdates(),
                systemRestarts(),
                worldEvents(),
                telemetryRaw(),
                telemetryCompressed(),
                telemetryRecords(),
                telemetryStates(),
                telemetryStats(),
                telemetryAbsences(),
                loggerCommands(),
                loggerEvents(),
                gpuStates(),
                trackingCommands(),
                trackingTasks(),
                trackingDetections(),
                trackingUpdates(),
                trackingIdentities(),
                deadLetters());
    }

    /** Whether each record's partition follows from its key by Kafka's default partitioner, and is not its writer's choice. */
    public boolean isPlacedByKey(Topic<?> topic) {
        return !topic.isForeign() && !PLACED_BY_WRITER.contains(topic.plainName());
    }

    public Topic<VideoPacket> videoPackets() {
        return new Topic<>(
                namespace,
                "video.packets",
                "stream",
                VideoPacket.getDefaultInstance(),
                WIDE,
                new Policy.Keep(DAY, 4L << 30),
                "H.264 packets, and where their keyframe is");
    }

    public Topic<VideoKeyframe> videoKeyframes() {
        return new Topic<>(
                namespace,
                "video.keyframes",
                "stream",
                VideoKeyframe.getDefaultInstance(),
                WIDE,
                Policy.Keep.of(DAY),
                "an index of the keyframes in video.packets");
    }

    public Topic<VideoEvent> videoEvents() {
        return topic("video.events", "stream", VideoEvent.getDefaultInstance(), SINGLE, "opened, closed");
    }

    public Topic<VideoStream> videoStreams() {
        return state("video.streams", "stream", VideoStream.getDefaultInstance(), SINGLE, "placement, owner, epoch");
    }

    public Topic<VideoDemand> videoDemands() {
        return new Topic<>(
                namespace,
                "video.demands",
                "stream/who asks",
                VideoDemand.getDefaultInstance(),
                TINY,
                Policy.Keep.of(HOUR),
                "who watches what in a form that must be made");
    }

    public Topic<VideoFrame> videoFrames() {
        return new Topic<>(
                namespace,
                "video.frames",
                "stream",
                VideoFrame.getDefaultInstance(),
                WIDE,
                new Policy.Keep(HOUR, 1L << 30),
                "pictures as JPEG");
    }

    public Topic<ImuBatch> imuSamples() {
        return topic("imu.samples", "device", ImuBatch.getDefaultInstance(), WIDE, "inertial samples as they came");
    }

    public Topic<ImuBatch> imuOrdered() {
        return topic(
                "imu.ordered",
                "device",
                ImuBatch.getDefaultInstance(),
                WIDE,
                "inertial samples in the order of time, each once");
    }

    public Topic<ImuBatch> imuLate() {
        return topic(
                "imu.late",
                "device",
                ImuBatch.getDefaultInstance(),
                WIDE,
                "inertial samples that came too late for that");
    }

    public Topic<DeviceEvent> deviceEvents() {
        return topic("device.events", "device", DeviceEvent.getDefaultInstance(), NORMAL, "connections, reports");
    }

    public Topic<DeviceState> deviceStates() {
        return state(
                "device.states", "device", DeviceState.getDefaultInstance(), NORMAL, "presence, the newest reports");
    }

    public Topic<ClockOffset> clockOffsets() {
        return topic(
                "clock.offsets",
                "device, or gateway/instance",
                ClockOffset.getDefaultInstance(),
                TINY,
                "measurements of clocks");
    }

    public Topic<ControlCommand> controlCommands() {
        return new Topic<>(
                namespace,
                "control.commands",
                "device, group, or all",
                ControlCommand.getDefaultInstance(),
                SINGLE,
                Policy.Keep.of(DAY),
                "commands, leases, deliveries");
    }

    public Topic<TrajectoryPose> trajectoryPoses() {
        return topic(
                "trajectory.poses",
                "stream or device",
                TrajectoryPose.getDefaultInstance(),
                NORMAL,
                "where cameras were");
    }

    public Topic<AnalysisResult> analysisResults() {
        return new Topic<>(
                namespace,
                "analysis.results",
                "stream or device",
                AnalysisResult.getDefaultInstance(),
                NORMAL,
                new Policy.Keep(DAY, 4L << 30),
                "what analysis made of frames");
    }

    public Topic<AnalysisMode> analysisModes() {
        return topic(
                "analysis.modes", "device", AnalysisMode.getDefaultInstance(), TINY, "what analysis is asked to do");
    }

    public Topic<PointcloudUpdate> pointcloudUpdates() {
        return new Topic<>(
                namespace,
                "pointcloud.updates",
                "stream or device",
                PointcloudUpdate.getDefaultInstance(),
                NORMAL,
                new Policy.Keep(DAY, 4L << 30),
                "point clouds and meshes");
    }

    public Topic<SystemRestart> systemRestarts() {
        return new Topic<>(
                namespace,
                "system.restarts",
                "all",
                SystemRestart.getDefaultInstance(),
                TINY,
                Policy.Keep.of(Duration.ofMinutes(10)),
                "calls to begin anew");
    }

    public Topic<WorldEvent> worldEvents() {
        return state(
                "world.events",
                "location, model",
                WorldEvent.getDefaultInstance(),
                SINGLE,
                "where one is, and in which model");
    }

    public Topic<CompressedVehicleData> telemetryRaw() {
        return topic(
                "telemetry-raw",
                "VIN, or none",
                CompressedVehicleData.getDefaultInstance(),
                FOREIGN,
                "bare packets of loggers that produce themselves");
    }

    public Topic<CompressedTelemetry> telemetryCompressed() {
        return topic(
                "telemetry.compressed",
                "VIN",
                CompressedTelemetry.getDefaultInstance(),
                NORMAL,
                "packets as the edge sent them");
    }

    public Topic<TelemetryRecord> telemetryRecords() {
        return topic(
                "telemetry.records",
                "VIN",
                TelemetryRecord.getDefaultInstance(),
                NORMAL,
                "complete readings with provenance and bound");
    }

    public Topic<TelemetryState> telemetryStates() {
        return state(
                "telemetry.states", "VIN", TelemetryState.getDefaultInstance(), NORMAL, "where each vehicle stands");
    }

    public Topic<TelemetryStatistics> telemetryStats() {
        return state(
                "telemetry.stats",
                "VIN/day",
                TelemetryStatistics.getDefaultInstance(),
                NORMAL,
                "what each vehicle sent on each day");
    }

    public Topic<TelemetryAbsence> telemetryAbsences() {
        return state(
                "telemetry.absences",
                "VIN/start",
                TelemetryAbsence.getDefaultInstance(),
                NORMAL,
                "when each vehicle was offline and kept its readings");
    }

    public Topic<LoggerCommand> loggerCommands() {
        return topic(
                "logger.commands", "logger", LoggerCommand.getDefaultInstance(), SINGLE, "start, stop, go offline");
    }

    public Topic<LoggerEvent> loggerEvents() {
        return topic("logger.events", "logger", LoggerEvent.getDefaultInstance(), SINGLE, "decisions, printed lines");
    }

    public Topic<GpuState> gpuStates() {
        return state("gpu.states", "worker", GpuState.getDefaultInstance(), TINY, "decoders, models, memory, queues");
    }

    public Topic<TrackingCommand> trackingCommands() {
        return topic(
                "tracking.commands",
                "task",
                TrackingCommand.getDefaultInstance(),
                SINGLE,
                "start, stop, pause, seek, focus; who watches, how far readers are");
    }

    public Topic<TrackingTask> trackingTasks() {
        return state("tracking.tasks", "task", TrackingTask.getDefaultInstance(), SINGLE, "what each task stands at");
    }

    public Topic<TrackingDetections> trackingDetections() {
        return new Topic<>(
                namespace,
                "tracking.detections",
                "task",
                TrackingDetections.getDefaultInstance(),
                NORMAL,
                Policy.Keep.of(HOUR),
                "who was detected in a camera's pictures");
    }

    public Topic<TrackingUpdate> trackingUpdates() {
        return topic(
                "tracking.updates",
                "task",
                TrackingUpdate.getDefaultInstance(),
                NORMAL,
                "who is in a camera's pictures");
    }

    public Topic<TrackingIdentity> trackingIdentities() {
        return state(
                "tracking.identities",
                "task/identity",
                TrackingIdentity.getDefaultInstance(),
                NORMAL,
                "who is who in all cameras of a task");
    }

    public Topic<DeadLetter> deadLetters() {
        return topic(
                "dead-letters",
                "original key",
                DeadLetter.getDefaultInstance(),
                TINY,
                "what could not be processed, and why");
    }

    private <V extends Message> Topic<V> topic(
            String name, String key, V message, Partitions.Spread spread, String carries) {
        return new Topic<>(namespace, name, key, message, spread, Policy.Keep.of(Duration.ofDays(7)), carries);
    }

    private <V extends Message> Topic<V> state(
            String name, String key, V message, Partitions.Spread spread, String carries) {
        return new Topic<>(namespace, name, key, message, spread, STATE, carries);
    }
}
