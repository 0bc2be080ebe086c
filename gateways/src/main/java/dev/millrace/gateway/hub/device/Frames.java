package dev.millrace.gateway.hub.device;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.gateway.Platform;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.topic.Stamp;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.CompletionStage;

/** Takes the pictures of phones, on their way to {@code video.frames}; the device is the stream. Thread-safe. */
final class Frames {

    /** As devices' states have it. */
    static final String JPEG = "jpeg";

    private static final long NO_PACKET = -1;

    private final Platform platform;
    private final Presence presence;
    private final CaptureTime.Source captureTimes;
    private final Counter frames;
    private final Counter bytes;

    Frames(Platform platform, Presence presence, CaptureTime.Source captureTimes) {
        this.platform = platform;
        this.presence = presence;
        this.captureTimes = captureTimes;
        this.frames = platform.meters().counter("millrace.hub.frames");
        this.bytes = platform.meters().counter("millrace.hub.frames.bytes");
    }

    Film open(DeviceSession session) {
        return new Film(session);
    }

    /** The pictures of one connection. For one thread at a time. */
    final class Film {

        private final DeviceSession session;
        private final CaptureTime captureTime;
        private long sequence;

        private Film(DeviceSession session) {
            this.session = session;
            this.captureTime = captureTimes.open(session.device());
        }

        /** Completes when the broker has the picture, or will not have it. */
        CompletionStage<?> write(PhoneMessage.Frame frame) {
            presence.came(session, JPEG);
            frames.increment();
            bytes.increment(frame.message().length);
            var received = Stamp.received(
                            RejectedMessages.nanos(platform.clock().get()))
                    .session(session.id(), 0, sequence++)
                    .principal(session.principal());
            var stamp = captureTime.of(received, frame.deviceNs(), 1);
            return platform.fast().send(platform.topics().videoFrames(), session.device(), picture(stamp, frame));
        }
    }

    private VideoFrame picture(Stamp stamp, PhoneMessage.Frame frame) {
        var message = frame.message();
        return stamp.on(VideoFrame.newBuilder())
                .setMaker(VideoFrame.Maker.MAKER_DEVICE)
                .setJpeg(UnsafeByteOperations.unsafeWrap(
                        message, PhoneMessage.PICTURE_AT, message.length - PhoneMessage.PICTURE_AT))
                .setWidth(frame.header().width())
                .setHeight(frame.header().height())
                .setPacketOffset(NO_PACKET)
                .setPlatformOffsetNs(platform.clock().correction().toNanos())
                .build();
    }
}
