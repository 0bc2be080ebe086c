package dev.millrace.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.launcher.query.AnswerTable;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.part.PartFailure;
import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the gateway of a running platform about its topics. */
@Command(
        name = "query",
        description = "Answers a question about the topics of a running platform, in SQL.",
        footer = {
            "",
            "Each topic is a table, as telemetry.records or \"dead-letters\". Besides the fields of its",
            "message it has _time, _key, _partition and _offset; conditions on these decide what is read.",
            "",
            "  millrace query \"SELECT _key, max(speed.value) FROM telemetry.records GROUP BY ALL\"",
            "  millrace query \"DESCRIBE telemetry.records\"",
            "  millrace query \"FROM telemetry.records WHERE _time > now() - INTERVAL 5 SECONDS\" --format csv"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class QueryCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How the answer is printed. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        NDJSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SQL", description = "The question; - reads it from standard input.")
    private String sql = "";

    @Mixin
    private RunningPlatform platform = new RunningPlatform();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "A gateway's public port, as http://127.0.0.1:8080, in place of the platform of --data.")
    private @Nullable String to;

    @Option(names = "--token", paramLabel = "TOKEN", description = "An access token to show.")
    private @Nullable String token;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Format format = Format.TABLE;

    @Option(names = "--rows", paramLabel = "COUNT", description = "Rows of the answer, at most.")
    private @Nullable Long rows;

    @Option(names = "--seconds", paramLabel = "COUNT", description = "Give up after so long.")
    private @Nullable Double seconds;

    @Option(names = "--verbose", description = "Below a table, what was read of each partition.")
    private boolean isVerbose;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var screen = Screen.standard();
        var response = ask(request());
        try (var body = response.body()) {
            if (response.statusCode() != 200) return refused(response.statusCode(), body, screen);
            if (format == Format.TABLE) return print(JSON.readTree(body), screen);
            body.transferTo(System.out);
            System.out.flush();
            return ExitCode.OK;
        }
    }

    private static HttpResponse<InputStream> ask(HttpRequest request) throws IOException, InterruptedException {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException e) {
            throw new PartFailure("nobody answers at " + request.uri(), e);
        }
    }

    private HttpRequest request() throws IOException {
        var base = to == null ? platform.address("console") : to.replaceFirst("/+$", "");
        var json = JSON.createObjectNode()
                .put("sql", sql.equals("-") ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : sql)
                .put("format", format == Format.TABLE ? "json" : format.toString());
        var limits = json.putObject("limits");
        if (rows != null) limits.put("rows", rows);
        if (seconds != null) limits.put("seconds", seconds);
        var request = HttpRequest.newBuilder(address(base))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.toString()));
        if (token != null) request.header("Authorization", "Bearer " + token);
        return request.build();
    }

    private static URI address(String base) {
        try {
            return URI.create(base + "/analyst/api/query");
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--to must be an address as http://127.0.0.1:8080, not " + base);
        }
    }

    private static int refused(int status, InputStream body, Screen screen) throws IOException {
        var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        var detail = JSON.readTree(text).path("detail").asText();
        System.err.println(screen.red(detail.isEmpty() ? "the gateway answered " + status : detail));
        return ExitCode.SOFTWARE;
    }

    private int print(JsonNode answer, Screen screen) {
        var lines = AnswerTable.lines(answer);
        screen.print(screen.bold(lines.get(0)));
        lines.stream().skip(1).forEach(screen::print);
        screen.print("");
        screen.print(screen.faint(AnswerTable.summary(answer)));
        if (isVerbose) AnswerTable.partitions(answer).forEach(line -> screen.print(screen.faint(line)));
        var error = answer.path("error").path("detail").asText();
        if (error.isEmpty()) return ExitCode.OK;
        System.err.println(screen.red("These are not all: " + error));
        return ExitCode.SOFTWARE;
    }
}
