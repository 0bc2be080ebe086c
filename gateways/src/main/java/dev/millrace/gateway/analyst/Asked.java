package dev.millrace.gateway.analyst;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.gateway.analyst.query.JsonAnswer;
import dev.millrace.gateway.analyst.query.RunningQuery;
import dev.millrace.gateway.analyst.query.Unanswered;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One question that was asked, and what became of it. Thread-safe. */
final class Asked {

    private final String id;
    private final String principal;
    private final String sql;
    private final RunningQuery query;
    private final ClientPresence client;
    private final Instant since = Instant.now();
    private final long begun = System.nanoTime();
    private volatile Optional<Outcome> outcome = Optional.empty();

    private record Outcome(Duration elapsed, Optional<Unanswered> failure) {}

    Asked(String id, String principal, String sql, RunningQuery query, ClientPresence client) {
        this.id = id;
        this.principal = principal;
        this.sql = sql;
        this.query = query;
        this.client = client;
    }

    String id() {
        return id;
    }

    String principal() {
        return principal;
    }

    RunningQuery query() {
        return query;
    }

    ClientPresence client() {
        return client;
    }

    boolean isRunning() {
        return outcome.isEmpty();
    }

    Duration elapsed() {
        return outcome.map(Outcome::elapsed).orElseGet(() -> Duration.ofNanos(System.nanoTime() - begun));
    }

    void finish(Optional<Unanswered> failure) {
        outcome = Optional.of(new Outcome(elapsed(), failure));
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", id);
        out.writeStringField("sql", sql);
        out.writeStringField("since", since.toString());
        out.writeStringField("state", state());
        var failure = outcome.flatMap(Outcome::failure);
        if (failure.isPresent()) out.writeStringField("detail", failure.get().detail());
        out.writeNumberField("elapsed_ms", elapsed().toMillis());
        out.writeFieldName("read");
        JsonAnswer.write(out, query.tally());
        out.writeEndObject();
    }

    private String state() {
        return outcome.map(known -> known.failure().isEmpty() ? "answered" : "failed")
                .orElse("running");
    }
}
