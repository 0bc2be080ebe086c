package dev.millrace.gateway.hub.device;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.gateway.Platform;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.topic.Stamp;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.CompletionStage;

/** The pictures of phones, on their way to {@code video.frames}; the device is the stream. Thread-safe. */
final class Frames {

    private static final long NO_PACKET = -1;

    private final Platform platform;
    private final CaptureTime captureTime;
    private final Counter frames;
    private final Counter bytes;

    Frames(Platform platform, CaptureTime captureTime) {
        this.platform = platform;
        this.captureTime = captureTime;
        this.frames = platform.meters().counter("millrace.hub.frames");
        this.bytes = platform.meters().counter("millrace.hub.frames.bytes");
    }

    /** Completes when the broker has the picture, or will not have it. */
    CompletionStage<?> write(DeviceSession session, long sequence, PhoneMessage.Frame frame) {
        var message = frame.message();
        frames.increment();
        bytes.increment(message.length);
        var received = Stamp.received(RejectedMessages.nanos(platform.clock().get()))
                .session(session.id(), 0, sequence)
                .principal(session.principal());
        var picture = captureTime
                .of(session, received, frame.deviceNs())
                .on(VideoFrame.newBuilder())
                .setMaker(VideoFrame.Maker.MAKER_DEVICE)
                .setJpeg(UnsafeByteOperations.unsafeWrap(
                        message, PhoneMessage.PICTURE_AT, message.length - PhoneMessage.PICTURE_AT))
                .setWidth(frame.header().width())
                .setHeight(frame.header().height())
                .setPacketOffset(NO_PACKET)
                .build();
        return platform.fast().send(platform.topics().videoFrames(), session.device(), picture);
    }
}
