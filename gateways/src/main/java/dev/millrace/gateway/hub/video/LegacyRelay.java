package dev.millrace.gateway.hub.video;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the legacy hub makes of a producer's packets for its consumers: the SPS as it comes, SPS and PPS together when
 * the PPS comes (if an SPS came on this socket), frames without their header; one message each. Not thread-safe.
 *
 * <p>An SPS larger than {@value #LARGEST_KEPT} bytes is no SPS: it is passed on, and not kept for a PPS.
 */
final class LegacyRelay {

    static final int LARGEST_KEPT = 64 << 10;

    private @Nullable ByteString sps;

    /** The message for consumers; empty when there is none. */
    Optional<ByteString> message(H264Packet packet) {
        var data = UnsafeByteOperations.unsafeWrap(packet.bytes(), packet.dataOffset(), packet.dataBytes());
        switch (packet.type()) {
            case SPS -> {
                sps = data.size() > LARGEST_KEPT ? null : ByteString.copyFrom(data.asReadOnlyByteBuffer());
                return Optional.of(data);
            }
            case PPS -> {
                return Optional.ofNullable(sps).map(first -> flat(first.concat(data)));
            }
            case KEYFRAME, FRAME -> {
                return Optional.of(data);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static ByteString flat(ByteString rope) {
        return UnsafeByteOperations.unsafeWrap(rope.toByteArray());
    }
}
