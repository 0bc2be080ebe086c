package dev.millrace.gateway.hub.recording;

import dev.millrace.gateway.Problem;
import dev.millrace.topic.Key;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A stream, a span of time on the broker's clock, and a form.
 *
 * @param to not included
 */
record RecordingRequest(String stream, Instant from, Instant to, Form form) implements Asked {

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    /** What a recording is written as. */
    enum Form {
        /** Fragmented MP4. */
        MP4(".mp4", "video/mp4"),
        /** The bare packets. */
        H264(".h264", "video/h264");

        private final String ending;
        private final String type;

        Form(String ending, String type) {
            this.ending = ending;
            this.type = type;
        }

        String ending() {
            return ending;
        }

        String type() {
            return type;
        }
    }

    /** @param query gives a parameter's text */
    static Asked of(String file, Function<String, Optional<String>> query, Instant now, Duration longest) {
        for (var form : Form.values()) {
            if (!file.endsWith(form.ending)) continue;
            var stream = Key.of(file.substring(0, file.length() - form.ending.length()));
            if (stream.isPresent()) return of(stream.get(), form, query, now, longest);
        }
        return new Asked.Refused(new Problem(404, "Not Found", "a recording is called STREAM.mp4 or STREAM.h264"));
    }

    private static Asked of(
            String stream, Form form, Function<String, Optional<String>> query, Instant now, Duration longest) {
        var from = query.apply("from").flatMap(RecordingRequest::time);
        if (from.isEmpty()) return bad("from must be a time as 2026-01-31T12:00:00Z, or milliseconds since 1970");
        var until = query.apply("to");
        var to = until.isEmpty() ? Optional.of(now) : until.flatMap(RecordingRequest::time);
        if (to.isEmpty()) return bad("to must be a time as 2026-01-31T12:00:00Z, or milliseconds since 1970");
        if (!from.get().isBefore(to.get())) return bad("from must be before to");
        if (Duration.between(from.get(), to.get()).compareTo(longest) > 0) {
            return bad("a recording spans at most " + longest.toMinutes() + " minutes");
        }
        return new RecordingRequest(stream, from.get(), to.get(), form);
    }

    /** Of ISO 8601, or milliseconds since the epoch. */
    private static Optional<Instant> time(String text) {
        try {
            if (MILLIS.matcher(text).matches()) return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
            var time = OffsetDateTime.parse(text).toInstant();
            return Math.abs(time.getEpochSecond()) < 1L << 38 ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Asked bad(String detail) {
        return new Asked.Refused(new Problem(400, "Bad Request", detail));
    }
}
