package dev.millrace.gateway.analyst;

import dev.millrace.gateway.analyst.query.RecordsRequest;
import dev.millrace.gateway.analyst.query.Unanswered;
import dev.millrace.gateway.analyst.table.TopicTable;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The parameters by which records of one topic are asked for. */
record RecordsQuery(RecordsRequest request, AnswerFormat format) {

    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    static RecordsQuery of(Context context, TopicTable table) throws Unanswered {
        var format = AnswerFormat.named(text(context, "format").orElse("ndjson"))
                .filter(known -> known != AnswerFormat.JSON)
                .orElseThrow(() -> bad("format must be ndjson, csv or parquet"));
        var request = new RecordsRequest(
                table,
                time(context, "from"),
                time(context, "to"),
                text(context, "key"),
                number(context, "partition").map(OptionalInt::of).orElse(OptionalInt.empty()),
                number(context, "limit").map(OptionalLong::of).orElse(OptionalLong.empty()));
        return new RecordsQuery(request, format);
    }

    /** Of ISO 8601, or milliseconds since the epoch. */
    static Optional<Instant> time(String text) {
        try {
            if (MILLIS.matcher(text).matches()) return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
            var time = OffsetDateTime.parse(text).toInstant();
            return Math.abs(time.getEpochSecond()) < 1L << 38 ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(Context context, String name) throws Unanswered {
        var text = text(context, name);
        if (text.isEmpty()) return Optional.empty();
        var time = text.flatMap(RecordsQuery::time);
        if (time.isEmpty()) {
            throw bad(name + " must be a time as 2026-01-31T12:00:00Z, or milliseconds since 1970");
        }
        return time;
    }

    private static Optional<Integer> number(Context context, String name) throws Unanswered {
        var text = text(context, name);
        if (text.isEmpty()) return Optional.empty();
        if (!NUMBER.matcher(text.get()).matches()) throw bad(name + " must be a whole number");
        return text.map(Integer::valueOf);
    }

    private static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
    }

    private static Unanswered bad(String detail) {
        return new Unanswered(Unanswered.Reason.BAD_QUESTION, detail);
    }
}
