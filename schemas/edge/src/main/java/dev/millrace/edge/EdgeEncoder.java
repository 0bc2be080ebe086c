package dev.millrace.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The vehicle's side of the closed loop, for reference: turns readings into packets, and holds what its decoder will hold
 * once it has them. Not for use by several threads.
 */
public final class EdgeEncoder {

    private static final long FARTHEST_MS = 1L << 40;
    private static final long LATEST_MS = 1L << 53;

    /**
     * What to send, how finely, and how often by itself.
     *
     * @param keyframeEvery readings from one keyframe to the next, when none is asked for
     * @param intervalMs how far readings are expected to be apart, until it is known
     */
    public record Settings(List<Channel> channels, int keyframeEvery, int intervalMs) {

        public static final int KEYFRAME_EVERY = 256;

        public Settings {
            channels = List.copyOf(channels);
            if (channels.size() > WirePacket.MOST_SIGNALS) {
                throw new IllegalArgumentException("at most " + WirePacket.MOST_SIGNALS + " signals");
            }
            if (channels.stream().map(Channel::name).distinct().count() != channels.size()) {
                throw new IllegalArgumentException("two signals of one name");
            }
            if (keyframeEvery < 1 || keyframeEvery > WirePacket.OLDEST) {
                throw new IllegalArgumentException("a keyframe every 1 to 2^20 readings: " + keyframeEvery);
            }
            if (intervalMs < 0) throw new IllegalArgumentException("an interval is not negative: " + intervalMs);
        }

        /** A keyframe every 256 readings, about a second apart. */
        public static Settings of(List<Channel> channels) {
            return new Settings(channels, KEYFRAME_EVERY, 1_000);
        }
    }

    private final long epoch;
    private final Intervals intervals;
    private Settings settings;
    private Costs costs;
    private long sequence;
    private boolean isKeyframeWanted = true;
    private Optional<Chain> chain = Optional.empty();

    /** @param epoch from 1; greater than any that this vehicle has used before */
    public EdgeEncoder(Settings settings, long epoch) {
        if (epoch < 1 || epoch >= WirePacket.LARGEST) throw new IllegalArgumentException("no such epoch: " + epoch);
        this.settings = settings;
        this.epoch = epoch;
        this.intervals = new Intervals(settings.intervalMs());
        this.costs = new Costs(settings.channels().size());
    }

    /** Makes the next packet a keyframe, as the platform asks for with {@code resync}. */
    public void wantKeyframe() {
        isKeyframeWanted = true;
    }

    /** Goes on with other signals or tolerances; the next packet is a keyframe. */
    public void change(Settings now) {
        settings = now;
        costs = new Costs(now.channels().size());
        wantKeyframe();
    }

    /**
     * The next packet.
     *
     * @param values one for each channel; NaN and infinities stand for no value
     */
    public byte[] encode(long timeMs, double... values) {
        if (values.length != settings.channels().size()) throw new IllegalArgumentException("one value per channel");
        if (Math.abs(timeMs) > LATEST_MS) throw new IllegalArgumentException("no such time: " + timeMs);
        intervals.next(timeMs);
        var units = new ArrayList<OptionalLong>(values.length);
        for (var i = 0; i < values.length; i++) {
            units.add(settings.channels().get(i).units(values[i]));
        }
        var packet = isKeyframeDue(timeMs)
                ? keyframe(timeMs, values, units)
                : delta(chain.orElseThrow(), timeMs, values, units);
        sequence++;
        return packet;
    }

    /** What a decoder that has every packet holds of this epoch, as bytes. */
    public byte[] state() {
        return chain.map(now -> EdgeState.NEW.with(new EdgeState.Epoch(now, new Ledger(0, now.sequence(), List.of()))))
                .orElse(EdgeState.NEW)
                .toBytes();
    }

    private boolean isKeyframeDue(long timeMs) {
        if (isKeyframeWanted || chain.isEmpty()) return true;
        var age = sequence - chain.get().anchor();
        return age >= settings.keyframeEvery() || Math.abs(timeMs - chain.get().expectedTime(age)) > FARTHEST_MS;
    }

    private byte[] keyframe(long timeMs, double[] values, List<OptionalLong> units) {
        var tracks = new ArrayList<Track>(values.length);
        var raws = new HashMap<Integer, Double>();
        for (var i = 0; i < values.length; i++) {
            var isAbsent = !Double.isFinite(values[i]);
            if (units.get(i).isEmpty() && !isAbsent) raws.put(i, values[i]);
            tracks.add(Track.at(
                    settings.channels().get(i), costs.best(i), units.get(i).orElse(0), isAbsent));
        }
        var anchored = new Chain(epoch, sequence, timeMs, intervals.usual(), sequence, timeMs, Trust.SURE, tracks);
        chain = Optional.of(anchored);
        costs = new Costs(values.length);
        isKeyframeWanted = false;
        return PacketWriter.keyframe(anchored, raws).toByteArray();
    }

    private byte[] delta(Chain before, long timeMs, double[] values, List<OptionalLong> units) {
        var age = sequence - before.anchor();
        var changed = 0L;
        var absent = 0L;
        var residuals = new ArrayList<Long>();
        Map<Integer, Double> raws = new HashMap<>();
        for (var i = 0; i < values.length; i++) {
            var track = before.tracks().get(i);
            if (!Double.isFinite(values[i])) {
                if (!track.isAbsent()) absent |= 1L << i;
            } else if (units.get(i).isEmpty()) {
                raws.put(i, values[i]);
            } else {
                var residual = track.residual(units.get(i).getAsLong(), track.predictor());
                costs.count(i, track, units.get(i).getAsLong());
                if (residual == 0 && !track.isAbsent()) continue;
                changed |= 1L << i;
                residuals.add(residual);
            }
        }
        var late = timeMs - before.expectedTime(age);
        if (late != 0) {
            changed |= 1L << values.length;
            residuals.add(late);
        }
        var delta = new WirePacket.Delta(epoch, sequence, age, new Changes(changed, residuals, raws, absent));
        chain = Optional.of(before.after(delta).orElseThrow());
        return PacketWriter.delta(delta).toByteArray();
    }
}
