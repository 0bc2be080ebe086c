package dev.millrace.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One vehicle's life, made up from a seed: what it measures, what it makes of it, and what of that arrives in which
 * order.
 */
final class Trace {

    /** A packet, and what only its vehicle knows: the true values, and what it held after it. */
    record Sent(
            long epoch,
            long sequence,
            long timeMs,
            List<Channel> channels,
            double[] values,
            byte[] bytes,
            byte[] state) {}

    private final SplittableRandom random;
    private final double loss;
    private final double repeat;
    private final double reorder;
    private final List<Sent> held = new ArrayList<>();
    private final List<Sent> past = new ArrayList<>();
    private EdgeEncoder encoder;
    private List<Channel> channels;
    private double[] values;
    private long epoch = 1;
    private long sequence;
    private long timeMs = 1_766_000_000_000L;

    Trace(long seed) {
        random = new SplittableRandom(seed);
        loss = rate();
        repeat = rate();
        reorder = rate();
        channels = channels();
        values = values();
        encoder = new EdgeEncoder(settings(), epoch);
    }

    boolean isLossless() {
        return loss == 0 && reorder == 0;
    }

    /** What arrives next: nothing, one packet, or several. */
    List<Sent> next(boolean isResyncWanted) {
        if (random.nextInt(60) == 0) restart();
        if (random.nextInt(60) == 0) retune();
        if (isResyncWanted && random.nextInt(3) == 0) encoder.wantKeyframe();
        return deliver(send());
    }

    /** What is still under way. */
    List<Sent> rest() {
        var rest = List.copyOf(held);
        held.clear();
        return rest;
    }

    private Sent send() {
        for (var i = 0; i < values.length; i++) values[i] = moved(channels.get(i), values[i]);
        timeMs += random.nextInt(10) > 0 ? 1_000 : random.nextLong(-50, 30_000);
        var bytes = encoder.encode(timeMs, values);
        return new Sent(epoch, sequence++, timeMs, channels, values.clone(), bytes, encoder.state());
    }

    private List<Sent> deliver(Sent sent) {
        past.add(sent);
        var arriving = new ArrayList<Sent>();
        if (random.nextDouble() < reorder) held.add(sent);
        else if (random.nextDouble() >= loss) arriving.add(sent);
        if (!held.isEmpty() && random.nextInt(4) == 0) arriving.add(held.remove(random.nextInt(held.size())));
        if (random.nextDouble() < repeat) arriving.add(past.get(random.nextInt(past.size())));
        return arriving;
    }

    private void restart() {
        epoch += 1 + random.nextInt(3);
        sequence = 0;
        channels = channels();
        values = values();
        encoder = new EdgeEncoder(settings(), epoch);
    }

    private void retune() {
        channels = channels();
        values = values();
        encoder.change(settings());
    }

    private EdgeEncoder.Settings settings() {
        return new EdgeEncoder.Settings(channels, 1 + random.nextInt(30), 1_000);
    }

    private double rate() {
        return random.nextInt(3) == 0 ? random.nextDouble(0.3) : 0;
    }

    private List<Channel> channels() {
        var made = new ArrayList<Channel>();
        var names = List.of("speed", "battery", "heading", "latitude", "tyre_pressure", "torque");
        for (var name : names) {
            if (random.nextInt(3) == 0) continue;
            var tolerance = Math.pow(10, random.nextInt(-7, 2)) * random.nextDouble(0.1, 1);
            made.add(
                    name.equals("heading")
                            ? Channel.angle(name, random.nextBoolean() ? 0.5 : random.nextDouble(1e-5, 90))
                            : Channel.of(name, random.nextInt(4) == 0 ? 0.5 : tolerance));
        }
        return made;
    }

    private double[] values() {
        return channels.stream()
                .mapToDouble(channel -> random.nextDouble(0, channel.isAngle() ? 360 : 1_000))
                .toArray();
    }

    /** Standing still, ramps, steps and grid points; now and then what no sensor should say. */
    private double moved(Channel channel, double value) {
        var kind = random.nextInt(100);
        if (kind < 40 && Double.isFinite(value)) return value;
        if (kind < 70 && Double.isFinite(value)) {
            var moved = value + random.nextInt(-4, 5) * channel.bound();
            return channel.isAngle() ? (moved % 360 + 360) % 360 : moved;
        }
        if (kind == 97) return Double.NaN;
        if (kind == 98) return random.nextBoolean() ? Double.NEGATIVE_INFINITY : 1e300;
        if (kind == 99) return channel.isAngle() ? -7.25 : random.nextBoolean() ? -0.0 : Double.MIN_VALUE;
        return channel.isAngle()
                ? random.nextDouble(360)
                : (random.nextInt(5) == 0 ? -1e6 : 1) * random.nextDouble(500);
    }
}
