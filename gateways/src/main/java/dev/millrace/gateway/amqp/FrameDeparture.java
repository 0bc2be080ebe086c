package dev.millrace.gateway.amqp;

import dev.millrace.gateway.python.PythonFloat;
import dev.millrace.message.video.VideoFrame;
import java.util.HashMap;
import java.util.List;

/** Pictures, as the legacy hub passed them on: the JPEG alone, all else in headers that are text. */
final class FrameDeparture implements Departure<VideoFrame> {

    private static final double NS_PER_SECOND = 1e9;

    private final boolean withDecoded;

    /** @param withDecoded whether pictures that were decoded from video go, too; the legacy hub had none */
    FrameDeparture(boolean withDecoded) {
        this.withDecoded = withDecoded;
    }

    @Override
    public List<Outgoing> of(String key, VideoFrame frame) {
        if (frame.getJpeg().isEmpty() || !isMeant(frame)) return List.of();
        var headers = new HashMap<String, Object>();
        headers.put("timestamp_ns", Long.toUnsignedString(stamp(frame)));
        headers.put("server_received", Long.toString(frame.getReceivedNs()));
        headers.put("ntp_time", Long.toString(frame.getReceivedNs()));
        headers.put("ntp_offset", PythonFloat.repr(frame.getPlatformOffsetNs() / NS_PER_SECOND));
        headers.put("width", Integer.toString(frame.getWidth()));
        headers.put("height", Integer.toString(frame.getHeight()));
        return List.of(new Outgoing(frame.getJpeg().toByteArray(), "application/octet-stream", headers));
    }

    private boolean isMeant(VideoFrame frame) {
        return frame.getMaker() == VideoFrame.Maker.MAKER_DEVICE
                || withDecoded && frame.getMaker() == VideoFrame.Maker.MAKER_DECODER;
    }

    /** The sender's; a decoded picture's own stamp counts from who knows when, so it has the platform's. */
    private static long stamp(VideoFrame frame) {
        return frame.getMaker() == VideoFrame.Maker.MAKER_DECODER ? frame.getCaptureTimeNs() : frame.getDeviceTime();
    }
}
