package dev.millrace.topology.tracking;

import dev.millrace.topology.tracking.Track.Stage;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Cameras and tracks as bytes: numbers one after the other, behind the form's version. */
final class StateCodec {

    private static final byte VERSION = 1;
    private static final int CAMERA_BYTES = 1 + 5 * Long.BYTES + Integer.BYTES;
    private static final int TRACK_BYTES = 2 + 3 * Long.BYTES + 25 * Double.BYTES + Integer.BYTES;

    private StateCodec() {}

    static Serde<CameraState> cameras() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : write(state),
                (topic, bytes) -> bytes == null ? null : camera(bytes));
    }

    static Serde<Track> tracks() {
        return Serdes.serdeFrom(
                (topic, track) -> track == null ? null : write(track),
                (topic, bytes) -> bytes == null ? null : track(bytes));
    }

    static byte[] write(CameraState state) {
        return ByteBuffer.allocate(CAMERA_BYTES)
                .put(VERSION)
                .putLong(state.era())
                .putLong(state.frame())
                .putLong(state.nextTrack())
                .putInt(state.held())
                .putLong(state.skipped())
                .putLong(state.late())
                .array();
    }

    static CameraState camera(byte[] bytes) {
        var in = begun(bytes);
        return new CameraState(in.getLong(), in.getLong(), in.getLong(), in.getInt(), in.getLong(), in.getLong());
    }

    static byte[] write(Track track) {
        var looks = track.looks().toArray();
        var out = ByteBuffer.allocate(TRACK_BYTES + looks.length * Float.BYTES)
                .put(VERSION)
                .put((byte) track.stage().ordinal())
                .putLong(track.id())
                .putLong(track.seenFrame())
                .putLong(track.detections())
                .putDouble(track.score());
        var box = track.box();
        out.putDouble(box.left()).putDouble(box.top()).putDouble(box.right()).putDouble(box.bottom());
        var motion = track.motion();
        write(out, motion.x());
        write(out, motion.y());
        write(out, motion.width());
        write(out, motion.height());
        out.putInt(looks.length);
        for (var each : looks) out.putFloat(each);
        return out.array();
    }

    static Track track(byte[] bytes) {
        var in = begun(bytes);
        var stage = Stage.values()[in.get()];
        var id = in.getLong();
        var seenFrame = in.getLong();
        var detections = in.getLong();
        var score = in.getDouble();
        var box = new Box(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
        var motion = new Motion(axis(in), axis(in), axis(in), axis(in));
        var looks = new float[in.getInt()];
        for (var i = 0; i < looks.length; i++) looks[i] = in.getFloat();
        return new Track(id, stage, motion, Embedding.ofUnit(looks), seenFrame, score, detections, box);
    }

    private static void write(ByteBuffer out, Axis axis) {
        out.putDouble(axis.value())
                .putDouble(axis.velocity())
                .putDouble(axis.variance())
                .putDouble(axis.covariance())
                .putDouble(axis.drift());
    }

    private static Axis axis(ByteBuffer in) {
        return new Axis(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
    }

    private static ByteBuffer begun(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var version = in.get();
        if (version != VERSION) throw new IllegalArgumentException("a state of form " + version);
        return in;
    }
}
