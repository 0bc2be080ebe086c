package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Problem;
import dev.millrace.gateway.Refusal;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.history.ArchivedReading;
import dev.millrace.gateway.history.HistoryUnavailable;
import dev.millrace.gateway.history.VehicleHistory;
import dev.millrace.gateway.history.VehicleHistory.Cursor;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Vehicles and their readings as the database keeps them. */
final class HistoryRoutes {

    private static final int USUAL_LIMIT = 1000;
    private static final int MOST = 10_000;

    private final VehicleHistory history;

    HistoryRoutes(VehicleHistory history) {
        this.history = history;
    }

    void mount(Routes routes) {
        routes.get("/api/vehicles", RouteLimits.SMALL, this::vehicles);
        routes.get("/api/vehicles/{vin}/records", RouteLimits.SMALL, this::records);
    }

    private void vehicles(Context context) {
        answer(context, history.vehicles(), HistoryJson::vehicles);
    }

    private void records(Context context) {
        Range range;
        try {
            range = Range.of(context);
        } catch (IllegalArgumentException e) {
            new Problem(400, "Bad Request", String.valueOf(e.getMessage())).answer(context);
            return;
        }
        var vin = Vin.ofHeader(Optional.of(context.pathParam("vin")))
                .map(Vin::key)
                .orElse("");
        var found = history.readings(vin, range.from, range.to, range.after, range.limit);
        answer(context, found, readings -> HistoryJson.readings(vin, readings, next(readings, range.limit)));
    }

    private static Optional<Cursor> next(List<ArchivedReading> readings, int limit) {
        if (readings.size() < limit) return Optional.empty();
        var last = readings.get(readings.size() - 1);
        return Optional.of(new Cursor(last.timestamp(), last.identity()));
    }

    private static <T> void answer(Context context, CompletableFuture<T> found, Function<T, String> json) {
        context.future(() -> found.handle((value, failure) -> {
            if (failure == null) context.contentType("application/json").result(json.apply(value));
            else fail(context, failure);
            return value;
        }));
    }

    private static void fail(Context context, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof HistoryUnavailable)) throw new CompletionException(cause);
        var problem = new Problem(503, "Service Unavailable", String.valueOf(cause.getMessage()));
        Refusal.PROBLEM_JSON.refuse(context, problem, Duration.ofSeconds(5));
    }

    /** What of a vehicle's past was asked for. */
    private record Range(long from, long to, Optional<Cursor> after, int limit) {

        static Range of(Context context) {
            var limit = Optional.ofNullable(context.queryParam("limit"))
                    .map(Range::number)
                    .orElse((long) USUAL_LIMIT);
            if (limit < 1 || limit > MOST) throw new IllegalArgumentException("limit is 1 to " + MOST);
            var after = Optional.ofNullable(context.queryParam("after"))
                    .map(text -> Cursor.of(text)
                            .orElseThrow(() -> new IllegalArgumentException("after is what an answer gave as next")));
            return new Range(
                    time(context, "from").orElse(Long.MIN_VALUE),
                    time(context, "to").orElse(Long.MAX_VALUE),
                    after,
                    limit.intValue());
        }

        private static Optional<Long> time(Context context, String name) {
            return Optional.ofNullable(context.queryParam(name)).map(text -> {
                if (text.matches("-?\\d{1,18}")) return number(text);
                try {
                    return Instant.parse(text).toEpochMilli();
                } catch (DateTimeException | ArithmeticException e) {
                    throw new IllegalArgumentException(
                            name + " is milliseconds since the epoch, or a time as 2026-11-21T08:00:00Z");
                }
            });
        }

        private static Long number(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a number: " + text);
            }
        }
    }
}
