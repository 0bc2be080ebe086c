package dev.millrace.gateway.analyst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.analyst.query.QueryLimits;
import dev.millrace.gateway.analyst.query.Unanswered;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The body of a question.
 *
 * @param id by which it can be looked up and called off; made up where the client gives none
 */
record QueryRequest(String sql, AnswerFormat format, QueryLimits limits, String id) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
    private static final Set<String> KEYS = Set.of("sql", "format", "limits", "id");
    private static final Set<String> LIMITS = Set.of("rows", "seconds", "records", "bytes");

    /**
     * @param most what a question may take
     * @param rows of an answer in one document
     * @throws Unanswered when it is not a question
     */
    static QueryRequest parse(byte[] body, QueryLimits most, long rows) throws Unanswered {
        var json = object(body);
        only(json, KEYS);
        var sql = json.path("sql");
        if (!sql.isTextual() || sql.asText().isBlank()) throw bad("sql must be a text");
        var format = AnswerFormat.named(json.path("format").asText("json"))
                .orElseThrow(() -> bad("format must be json, ndjson, csv or parquet"));
        var id = json.path("id").asText(UUID.randomUUID().toString());
        if (!ID.matcher(id).matches()) throw bad("id must be up to 64 letters, digits and any of ._~-");
        var limits = limits(json.path("limits"), most);
        return new QueryRequest(sql.asText(), format, format == AnswerFormat.JSON ? atMost(limits, rows) : limits, id);
    }

    private static QueryLimits limits(JsonNode wish, QueryLimits most) throws Unanswered {
        if (wish.isMissingNode() || wish.isNull()) return most;
        if (!wish.isObject()) throw bad("limits must be an object");
        only(wish, LIMITS);
        for (var limit : wish) {
            if (!limit.isNumber() || !(limit.asDouble() > 0)) throw bad("a limit must be a number above 0");
        }
        var seconds = wish.path("seconds").asDouble(Double.MAX_VALUE);
        return new QueryLimits(
                        Duration.ofMillis((long)
                                Math.max(1, Math.min(seconds * 1000, most.time().toMillis()))),
                        whole(wish, "records"),
                        whole(wish, "bytes"),
                        whole(wish, "rows"),
                        most.answer())
                .within(most);
    }

    private static long whole(JsonNode wish, String name) {
        return Math.max(1, wish.path(name).asLong(Long.MAX_VALUE));
    }

    private static QueryLimits atMost(QueryLimits limits, long rows) {
        return limits.rows(Math.min(limits.rows(), rows));
    }

    private static JsonNode object(byte[] body) throws Unanswered {
        try {
            var json = JSON.readTree(body);
            if (json != null && json.isObject()) return json;
        } catch (IOException e) {
            // Said below.
        }
        throw bad("the body must be a JSON object as {\"sql\": \"SELECT 1\"}");
    }

    private static void only(JsonNode object, Set<String> known) throws Unanswered {
        for (var entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                throw bad("there is no " + entry.getKey() + "; there are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static Unanswered bad(String detail) {
        return new Unanswered(Unanswered.Reason.BAD_QUESTION, detail);
    }
}
