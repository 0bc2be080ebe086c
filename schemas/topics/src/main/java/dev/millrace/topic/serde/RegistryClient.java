package dev.millrace.topic.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.millrace.topic.schema.ProtoText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Registers schemas, once per subject and process, tells their ids, and gets back what an id stands for. Thread-safe.
 *
 * <p>A registry answers for all of {@code urls}; the next is tried when one is away.
 */
public final class RegistryClient {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> urls;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, FileDescriptor> schemas = new ConcurrentHashMap<>();

    /** @param urls base URLs, joined by commas */
    public RegistryClient(String urls) {
        this.urls = List.of(urls.split(",")).stream()
                .map(url -> URI.create(url.trim().replaceAll("/+$", "")))
                .toList();
    }

    /**
     * The id of the schema under the subject, registered if it is new.
     *
     * @throws RegistryUnavailable when no registry answers
     * @throws SchemaRefused when the registry will not have it
     */
    public int register(String subject, FileDescriptor schema) {
        var known = ids.get(subject);
        if (known != null) return known;
        var text = Base64.getEncoder().encodeToString(schema.toProto().toByteArray());
        var body = JSON.createObjectNode().put("schemaType", "PROTOBUF").put("schema", text);
        var path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
        var id = ask("the schema of " + subject, path, request -> post(request, body))
                .path("id")
                .asInt();
        ids.put(subject, id);
        return id;
    }

    /**
     * The schema with this id.
     *
     * @throws RegistryUnavailable when no registry answers
     * @throws SchemaRefused when the registry does not know it, or it is not Protobuf by itself
     */
    public FileDescriptor schema(int id) {
        var known = schemas.get(id);
        if (known != null) return known;
        var what = "schema " + id;
        var answer = ask(what, "/schemas/ids/" + id + "?format=serialized", HttpRequest.Builder::GET);
        if (!answer.path("schemaType").asText().equals("PROTOBUF")) throw new SchemaRefused(what + " is not Protobuf");
        var text = answer.path("schema").asText();
        if (!(parsed(text) instanceof ProtoText.Parsed.Schema read)) {
            throw new SchemaRefused(what + " cannot be read: " + parsed(text));
        }
        var schema = read.schema().file();
        schemas.put(id, schema);
        return schema;
    }

    /** A registry that cannot serialize schemas answers with their text. */
    private static ProtoText.Parsed parsed(String schema) {
        try {
            return ProtoText.parse(Base64.getDecoder().decode(schema));
        } catch (IllegalArgumentException notBase64) {
            return ProtoText.parse(schema);
        }
    }

    private JsonNode ask(String what, String path, UnaryOperator<HttpRequest.Builder> method) {
        RegistryUnavailable away = new RegistryUnavailable("no schema registry is configured", null);
        for (var url : urls) {
            try {
                var request = method.apply(request(url, path)).build();
                return answer(what, http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                away = new RegistryUnavailable(
                        "the schema registry at " + url + " is away; " + what + " waits for it", e);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        throw away;
    }

    private static HttpRequest.Builder request(URI url, String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header("Accept", MEDIA_TYPE);
    }

    private static HttpRequest.Builder post(HttpRequest.Builder request, JsonNode body) {
        return request.header("Content-Type", MEDIA_TYPE).POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private static JsonNode answer(String what, HttpResponse<byte[]> response) throws IOException {
        var status = response.statusCode();
        if (status >= 500) throw new IOException("the registry answered " + status);
        var json = read(response.body());
        if (status != 200) {
            throw new SchemaRefused(what + " was refused with " + status + ": "
                    + json.path("message").asText("no reason given"));
        }
        return json;
    }

    private static JsonNode read(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("the registry's answer is not JSON", e);
        }
    }
}
