package dev.millrace.recording.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One vehicle's side of a protocol: readings become bytes, in order. Not for use by several threads. */
interface Wire {

    /** @param at since the beginning of the drive */
    byte[] packet(Reading reading, Duration at);

    /** Several packets as one body. */
    byte[] batch(String vin, List<byte[]> packets);

    Map<String, String> headers();

    /** The server's answer to what was sent. */
    void answered(String body);
}
