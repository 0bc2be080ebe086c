package dev.millrace.gateway.telemetry;

import java.time.Duration;

/**
 * The section {@code telemetry} of {@code gateway.yaml}, where each key is explained.
 *
 * @param malformedStatus how {@code /telemetry} answers what is no packet: 200, as ever, or 400
 * @param archive base URL of the Connect worker that keeps telemetry in the database; empty for none
 */
record TelemetrySettings(String logger, Duration loggerAnswersWithin, int malformedStatus, String archive) {

    TelemetrySettings {
        if (malformedStatus != 200 && malformedStatus != 400) {
            throw new IllegalArgumentException("malformed-status must be 200 or 400: " + malformedStatus);
        }
        if (!archive.isEmpty() && !archive.startsWith("http")) {
            throw new IllegalArgumentException("archive is a URL, not " + archive);
        }
    }
}
