package dev.millrace.gateway.hub.trajectory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.hub.device.CaptureTime;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.gateway.hub.device.RejectedMessages;
import dev.millrace.message.trajectory.TrajectoryPose;
import dev.millrace.topic.Stamp;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Poses that devices say themselves: to trajectory.poses, as those of a SLAM service. Thread-safe. */
public final class PoseMessages implements MessageKind {

    private final Platform platform;
    private final CaptureTime.Source captureTimes;
    private final RejectedMessages rejected;

    public PoseMessages(Platform platform, CaptureTime.Source captureTimes, RejectedMessages rejected) {
        this.platform = platform;
        this.captureTimes = captureTimes;
        this.rejected = rejected;
    }

    @Override
    public Set<String> types() {
        return Set.of(PoseMessage.FIELD);
    }

    @Override
    public Listener open(DeviceSession session) {
        return new Track(session);
    }

    private final class Track implements Listener {

        private final DeviceSession session;
        private final CaptureTime captureTime;
        private long sequence;

        Track(DeviceSession session) {
            this.session = session;
            this.captureTime = captureTimes.open(session.device());
        }

        @Override
        public CompletionStage<?> onMessage(JsonNode message, String text) {
            var pose = PoseMessage.of(message, text);
            if (pose.isEmpty()) {
                rejected.reject(session, "read-pose", "no-pose", text);
                return SocketHandler.DONE;
            }
            return platform.fast().send(platform.topics().trajectoryPoses(), session.device(), record(pose.get()));
        }

        private TrajectoryPose record(PoseMessage pose) {
            var now = platform.clock().get();
            var received = Stamp.received(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano())
                    .session(session.id(), 0, sequence++)
                    .principal(session.principal());
            return captureTime
                    .of(received, pose.timestampNs(), 1)
                    .on(TrajectoryPose.newBuilder())
                    .setBody(pose.body())
                    .addAllPose(pose.matrix())
                    .build();
        }
    }
}
