package dev.millrace.recording.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an edge logger sends: one compressed reading at a time. */
final class LegacyWire implements Wire {

    private final EdgePredictor predictor = new EdgePredictor();

    @Override
    public byte[] packet(Reading reading, Duration at) {
        return predictor.compress(reading, at.toNanos()).toByteArray();
    }

    @Override
    public byte[] batch(String vin, List<byte[]> packets) {
        throw new UnsupportedOperationException("no batch of compressed readings is defined");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Content-Type", "application/octet-stream", "X-Compressed", "true");
    }

    @Override
    public void answered(String body) {
        // It asks for nothing.
    }
}
