package dev.millrace.gateway.analyst;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.millrace.gateway.Links;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.analyst.query.AnswerStream;
import dev.millrace.gateway.analyst.query.AnswerWriter;
import dev.millrace.gateway.analyst.query.CsvAnswer;
import dev.millrace.gateway.analyst.query.JsonAnswer;
import dev.millrace.gateway.analyst.query.NdjsonAnswer;
import dev.millrace.gateway.analyst.query.QueryEngine;
import dev.millrace.gateway.analyst.query.QueryLimits;
import dev.millrace.gateway.analyst.query.QuerySettings;
import dev.millrace.gateway.analyst.query.RunningQuery;
import dev.millrace.gateway.analyst.query.Unanswered;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Questions and exports over HTTP. Thread-safe; each is answered on the thread of its request. */
final class QueryRoutes {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String UNREADABLE = "X-Query-Unreadable";

    private final QueryEngine engine;
    private final Queries queries;
    private final QuerySettings settings;

    QueryRoutes(QueryEngine engine, Queries queries, QuerySettings settings) {
        this.engine = engine;
        this.queries = queries;
        this.settings = settings;
    }

    void mount(Routes routes) {
        routes.get("/api/tables", RouteLimits.SMALL, this::tables);
        routes.post("/api/query", RouteLimits.SMALL, this::query);
        routes.get("/api/queries", RouteLimits.SMALL, this::list);
        routes.get("/api/queries/{id}", RouteLimits.SMALL, this::show);
        routes.delete("/api/queries/{id}", RouteLimits.SMALL, this::cancel);
        routes.get("/api/topics/{topic}/records", RouteLimits.SMALL, this::records);
    }

    private void tables(Context context) throws IOException {
        json(context, out -> {
            out.writeStartArray();
            for (var table : engine.tables()) {
                out.writeStartObject();
                out.writeStringField("name", table.name());
                out.writeStringField("sql", table.sqlName());
                out.writeStringField("key", table.topic().key());
                out.writeStringField("carries", table.topic().carries());
                out.writeArrayFieldStart("columns");
                for (var column : table.columns()) {
                    out.writeStartObject();
                    out.writeStringField("name", column.name());
                    out.writeStringField("type", column.type());
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private void query(Context context) throws IOException {
        try {
            var request = QueryRequest.parse(context.bodyAsBytes(), settings.limits(), settings.rows());
            serve(context, request.id(), request.sql(), request.limits(), asked -> {
                context.contentType(request.format().mediaType());
                if (request.format() == AnswerFormat.PARQUET) {
                    writeParquet(context, asked, (query, file) -> engine.parquet(query, request.sql(), file));
                } else {
                    write(context, asked, request.format(), (query, out) -> engine.answer(query, request.sql(), out));
                }
            });
        } catch (Unanswered e) {
            answer(context, e);
        }
    }

    private void records(Context context) throws IOException {
        var topic = context.pathParam("topic");
        var table = engine.tables().stream()
                .filter(known -> known.name().equals(topic))
                .findFirst();
        if (table.isEmpty()) {
            new Problem(404, "Not Found", "there is no topic " + topic).answer(context);
            return;
        }
        try {
            var wanted = RecordsQuery.of(context, table.get());
            var about = "records of " + topic;
            serve(context, UUID.randomUUID().toString(), about, settings.limits(), asked -> {
                var name = topic + "." + wanted.format().name().toLowerCase(java.util.Locale.ROOT);
                context.contentType(wanted.format().mediaType());
                context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
                if (wanted.format() == AnswerFormat.PARQUET) {
                    writeParquet(context, asked, (query, file) -> engine.parquet(query, wanted.request(), file));
                } else {
                    write(
                            context,
                            asked,
                            wanted.format(),
                            (query, out) -> engine.records(query, wanted.request(), out));
                }
            });
        } catch (Unanswered e) {
            answer(context, e);
        }
    }

    private interface Task {
        void run(Asked asked) throws Unanswered, IOException;
    }

    private interface Answering {
        void run(RunningQuery query, AnswerWriter out) throws Unanswered, IOException;
    }

    /** Begins a question, and sees to it that it ends whatever happens. */
    private void serve(Context context, String id, String sql, QueryLimits limits, Task task)
            throws Unanswered, IOException {
        try (var client = ClientPresence.of(context)) {
            var asked = queries.begin(id, Links.principal(context), sql, limits, client);
            Optional<Unanswered> failure = Optional.empty();
            try {
                context.header("X-Query-Id", id).header("Cache-Control", "no-store");
                task.run(asked);
            } catch (Unanswered e) {
                failure = Optional.of(e);
                if (!context.res().isCommitted()) throw e;
                if (!e.isTold()) client.cut();
            } catch (IOException e) {
                failure = Optional.of(new Unanswered(Unanswered.Reason.CANCELLED, "the client has left"));
                client.cut();
            } finally {
                queries.finish(asked, failure);
            }
        }
    }

    private static void write(Context context, Asked asked, AnswerFormat format, Answering answering)
            throws Unanswered, IOException {
        var stream =
                new AnswerStream(context::outputStream, asked.query().limits().answer());
        if (format != AnswerFormat.JSON) announceUnreadable(context, asked);
        var writer = writer(stream, asked, format);
        try {
            answering.run(asked.query(), writer);
        } catch (Unanswered e) {
            if (!stream.isCommitted() || !(writer instanceof JsonAnswer json)) throw e;
            json.fail(e);
            stream.finish();
            throw e.told();
        }
        stream.finish();
    }

    /** After an answer that has no place of its own for it: how many records could not be decoded. */
    private static void announceUnreadable(Context context, Asked asked) {
        context.header("Trailer", UNREADABLE);
        context.res()
                .setTrailerFields(() ->
                        Map.of(UNREADABLE, Long.toString(asked.query().tally().unreadable())));
    }

    private static AnswerWriter writer(AnswerStream stream, Asked asked, AnswerFormat format) throws IOException {
        return switch (format) {
            case NDJSON -> new NdjsonAnswer(stream);
            case CSV -> new CsvAnswer(stream);
            case JSON, PARQUET ->
                new JsonAnswer(
                        stream,
                        asked.id(),
                        asked.query().tally(),
                        () -> asked.elapsed().toMillis());
        };
    }

    private interface Filing {
        void run(RunningQuery query, Path file) throws Unanswered, IOException;
    }

    private static void writeParquet(Context context, Asked asked, Filing filing) throws Unanswered, IOException {
        var file = Files.createTempFile("millrace-export", ".parquet");
        try {
            filing.run(asked.query(), file);
            if (Files.size(file) > asked.query().limits().answer()) {
                throw new Unanswered(Unanswered.Reason.LIMIT_REACHED, "the file is larger than an answer may be");
            }
            context.header("Content-Length", Long.toString(Files.size(file)));
            context.header(UNREADABLE, Long.toString(asked.query().tally().unreadable()));
            Files.copy(file, context.outputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void list(Context context) throws IOException {
        json(context, out -> {
            out.writeStartArray();
            for (var asked : queries.of(Links.principal(context))) asked.write(out);
            out.writeEndArray();
        });
    }

    private void show(Context context) throws IOException {
        var asked = queries.find(context.pathParam("id"), Links.principal(context));
        if (asked.isPresent()) json(context, out -> asked.get().write(out));
        else unknown(context);
    }

    private void cancel(Context context) {
        var asked = queries.find(context.pathParam("id"), Links.principal(context));
        if (asked.isEmpty()) {
            unknown(context);
            return;
        }
        if (asked.get().isRunning()) queries.cancel(asked.get(), "it was called off");
        context.status(204);
    }

    private static void unknown(Context context) {
        new Problem(404, "Not Found", "you have not asked a question " + context.pathParam("id")).answer(context);
    }

    private static void answer(Context context, Unanswered why) {
        if (why.reason() == Unanswered.Reason.BUSY) context.header("Retry-After", "1");
        context.res().setHeader("Content-Disposition", null);
        new Problem(why.reason().status(), why.reason().title(), why.detail()).answer(context);
    }

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private static void json(Context context, Body body) throws IOException {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            body.write(out);
        }
        context.contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(text.toString());
    }
}
