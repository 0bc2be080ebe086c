package dev.millrace.recording.telemetry;

import dev.millrace.edge.Arrival;
import dev.millrace.edge.Channel;
import dev.millrace.edge.EdgeBatch;
import dev.millrace.edge.EdgeEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the reference encoder sends of a drive: the usual signals, the position, and whatever else the drive has. */
final class ClosedLoopWire implements Wire {

    private static final Pattern RESYNC = Pattern.compile("\"resync\"\\s*:\\s*true");

    private final EdgeEncoder encoder;
    private final List<String> further;

    ClosedLoopWire(Drive drive, long epoch) {
        this.further = drive.further();
        this.encoder = new EdgeEncoder(EdgeEncoder.Settings.of(channels(further)), epoch);
    }

    /** How finely each signal is worth knowing; a hundred-thousandth of a degree is a metre. */
    static List<Channel> channels(List<String> further) {
        var channels = new ArrayList<>(List.of(
                Channel.of("speed", 0.5),
                Channel.of("battery", 0.05),
                Channel.of("power", 0.5),
                Channel.of("odometer", 0.01),
                Channel.angle("heading", 0.5),
                Channel.of("latitude", 0.000_01),
                Channel.of("longitude", 0.000_01)));
        for (var signal : further) channels.add(Channel.of(signal, signal.endsWith("temperature") ? 0.25 : 0.5));
        return channels;
    }

    @Override
    public byte[] packet(Reading reading, Duration at) {
        return encoder.encode(reading.timestamp(), values(reading, further));
    }

    static double[] values(Reading reading, List<String> further) {
        var values = new double[7 + further.size()];
        values[0] = reading.speed();
        values[1] = reading.battery();
        values[2] = reading.power();
        values[3] = reading.odometer();
        values[4] = reading.heading();
        values[5] = reading.latitude();
        values[6] = reading.longitude();
        for (var i = 0; i < further.size(); i++) {
            values[7 + i] = reading.further().getOrDefault(further.get(i), Double.NaN);
        }
        return values;
    }

    @Override
    public byte[] batch(String vin, List<byte[]> packets) {
        return EdgeBatch.join(vin, packets);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", Arrival.CLOSED_LOOP);
    }

    @Override
    public void answered(String body) {
        if (RESYNC.matcher(body).find()) encoder.wantKeyframe();
    }
}
