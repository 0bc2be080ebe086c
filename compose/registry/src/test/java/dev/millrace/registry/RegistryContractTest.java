package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.registry.RestClient.Answer;
import dev.millrace.topic.schema.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryContractTest {

    private static final String ONE = "syntax = \"proto3\"; message M { int32 a = 1; }";
    private static final String TWO = "syntax = \"proto3\"; message M { int32 a = 1; string b = 2; }";
    private static final String BROKEN = "syntax = \"proto3\"; message M { string a = 1; }";

    private static EmbeddedBroker broker;
    private final String topic = "_schemas-" + UUID.randomUUID();
    private SchemaRegistry registry;
    private RestClient client;

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startRegistry() {
        registry = new SchemaRegistry(config());
        registry.start();
        client = new RestClient(registry.url());
    }

    @AfterEach
    void stopRegistry() {
        registry.stop();
    }

    private SchemaRegistry.Config config() {
        return new SchemaRegistry.Config(
                broker.bootstrapServers(), 0, topic, Level.BACKWARD_TRANSITIVE, Duration.ofSeconds(30), Map.of());
    }

    @Test
    void shouldGiveSameSchemaTheSameIdInEverySubject() {
        // When
        var first = client.register("a-value", ONE);
        var again = client.register("a-value", "// said otherwise\n" + ONE);
        var elsewhere = client.register("b-value", ONE);
        var other = client.register("b-value", TWO);

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.contentType()).isEqualTo(RestClient.MEDIA_TYPE);
        assertThat(first.json().path("id").asInt()).isEqualTo(1);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(elsewhere.json().path("id").asInt()).isEqualTo(1);
        assertThat(other.json().path("id").asInt()).isEqualTo(2);
        assertThat(other.json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTakeSerializedDescriptorAsTheSameSchema() throws Exception {
        // Given
        var descriptor = VideoPacket.getDescriptor().getFile().toProto();
        var serialized = client.register("v", Base64.getEncoder().encodeToString(descriptor.toByteArray()));
        int id = serialized.json().path("id").asInt();

        // When
        var text = client.get("/schemas/ids/" + id).json().path("schema").asText();
        var bytes =
                client.get("/schemas/ids/" + id + "?format=serialized").json().path("schema");

        // Then
        assertThat(text).contains("message VideoPacket {");
        assertThat(client.register("v", text).json()).isEqualTo(serialized.json());
        var read = FileDescriptorProto.parseFrom(Base64.getDecoder().decode(bytes.asText()));
        assertThat(read.getMessageTypeList()).isEqualTo(descriptor.getMessageTypeList());
    }

    @Test
    void shouldServeVersionsByNumberAndAsLatest() {
        // Given
        client.register("s", ONE);
        client.register("s", TWO);

        // When
        var latest = client.get("/subjects/s/versions/latest").json();

        // Then
        assertThat(latest.path("version").asInt()).isEqualTo(2);
        assertThat(latest.path("schema").asText()).isEqualTo(TWO);
        assertThat(latest.path("schemaType").asText()).isEqualTo("PROTOBUF");
        assertThat(client.get("/subjects/s/versions/-1").json()).isEqualTo(latest);
        assertThat(client.get("/subjects/s/versions").json()).hasToString("[1,2]");
        assertThat(client.get("/subjects").json()).hasToString("[\"s\"]");
        assertThat(client.get("/schemas/ids/2/versions").json()).hasToString("[{\"subject\":\"s\",\"version\":2}]");
        assertThat(client.get("/schemas/ids/2/subjects").json()).hasToString("[\"s\"]");
        assertThat(client.get("/schemas/types").json()).hasToString("[\"PROTOBUF\"]");
        assertThat(client.get("/mode").json()).hasToString("{\"mode\":\"READWRITE\"}");
    }

    @Test
    void shouldFindVersionByItsSchema() {
        // Given
        client.register("s", ONE);
        client.register("s", TWO);

        // When
        var found = client.post("/subjects/s", RestClient.protobuf(ONE));

        // Then
        assertThat(found.json().path("version").asInt()).isEqualTo(1);
        assertThat(client.post("/subjects/s", RestClient.protobuf(BROKEN)).errorCode())
                .isEqualTo(40403);
        assertThat(client.post("/subjects/none", RestClient.protobuf(ONE)).errorCode())
                .isEqualTo(40401);
    }

    @Test
    void shouldRefuseIncompatibleSchemaUntilTheLevelAllowsIt() {
        // Given
        client.register("s", ONE);
        client.register("s", "syntax = \"proto3\"; message M { reserved 1; }");

        // When
        var refused = client.register("s", BROKEN);
        client.put("/config/s", "{\"compatibility\":\"BACKWARD\"}");
        var allowed = client.register("s", BROKEN);

        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errorCode()).isEqualTo(409);
        assertThat(refused.json().path("message").asText()).contains("FIELD_TYPE_CHANGED M.a");
        assertThat(allowed.status()).isEqualTo(200);
    }

    @Test
    void shouldTryCompatibilityWithoutRegistering() {
        // Given
        client.register("s", ONE);

        // When
        var good = client.post("/compatibility/subjects/s/versions/latest", RestClient.protobuf(TWO));
        var bad = client.post("/compatibility/subjects/s/versions?verbose=true", RestClient.protobuf(BROKEN));

        // Then
        assertThat(good.json().path("is_compatible").asBoolean()).isTrue();
        assertThat(bad.json().path("is_compatible").asBoolean()).isFalse();
        assertThat(bad.json().path("messages").get(0).asText()).contains("M.a");
        assertThat(client.get("/subjects/s/versions").json()).hasToString("[1]");
    }

    @Test
    void shouldDeleteSoftlyFirstAndThenForGood() {
        // Given
        client.register("s", ONE);
        client.register("s", TWO);

        // When
        var early = client.delete("/subjects/s?permanent=true");
        var one = client.delete("/subjects/s/versions/1");
        var rest = client.delete("/subjects/s");
        var hidden = client.get("/subjects/s/versions");
        var shown = client.get("/subjects/s/versions?deleted=true");
        var again = client.delete("/subjects/s");
        var erased = client.delete("/subjects/s?permanent=true");

        // Then
        assertThat(early.errorCode()).isEqualTo(40405);
        assertThat(one.json()).hasToString("1");
        assertThat(rest.json()).hasToString("[2]");
        assertThat(hidden.errorCode()).isEqualTo(40401);
        assertThat(shown.json()).hasToString("[1,2]");
        assertThat(again.errorCode()).isEqualTo(40404);
        assertThat(erased.json()).hasToString("[1,2]");
        assertThat(client.get("/subjects?deleted=true").json()).isEmpty();
        assertThat(client.get("/schemas/ids/1").status()).isEqualTo(200);
    }

    @Test
    void shouldCountVersionsOnAfterDeletion() {
        // Given
        client.register("s", ONE);
        client.delete("/subjects/s");

        // When
        var again = client.register("s", ONE);

        // Then
        assertThat(again.json().path("version").asInt()).isEqualTo(2);
        assertThat(again.json().path("id").asInt()).isEqualTo(1);
    }

    @Test
    void shouldKeepLevelsApart() {
        // When
        var preset = client.get("/config").json();
        var unset = client.get("/config/s");
        var set = client.put("/config/s", "{\"compatibility\":\"full\"}").json();
        client.put("/config", "{\"compatibility\":\"NONE\"}");

        // Then
        assertThat(preset).hasToString("{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
        assertThat(unset.errorCode()).isEqualTo(40408);
        assertThat(set).hasToString("{\"compatibility\":\"FULL\"}");
        assertThat(client.get("/config/s").json()).hasToString("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(client.get("/config/t?defaultToGlobal=true").json())
                .hasToString("{\"compatibilityLevel\":\"NONE\"}");
        assertThat(client.delete("/config/s").json()).hasToString("{\"compatibilityLevel\":\"FULL\"}");
        assertThat(client.get("/config/s").errorCode()).isEqualTo(40408);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/subjects/none/versions        | 404 | 40401",
                "/subjects/none/versions/1      | 404 | 40401",
                "/subjects/s/versions/9         | 404 | 40402",
                "/subjects/s/versions/0         | 422 | 42202",
                "/subjects/s/versions/x         | 422 | 42202",
                "/schemas/ids/99                | 404 | 40403",
                "/schemas/ids/x                 | 404 | 404",
                "/schemas/ids/99999999999       | 404 | 404",
                "/nothing                       | 404 | 404",
                "/mode/s                        | 404 | 40409",
            })
    void shouldNameWhatIsNotThere(String path, int status, int code) {
        // Given
        client.register("s", ONE);

        // When
        var answer = client.get(path);

        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.contentType()).isEqualTo(RestClient.MEDIA_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json                                             | 400",
                "[]                                                   | 400",
                "{}                                                   | 42201",
                "{\"schema\":\"{}\"}                                  | 42201",
                "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}          | 42201",
                "{\"schemaType\":\"PROTOBUF\"}                        | 42201",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":5}           | 42201",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"\"}        | 42201",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message\"} | 42201",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"AAAA\"}    | 42201",
                "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\",\"references\":[{\"name\":\"y\"}]} | 42201",
            })
    void shouldRefuseWhatIsNoSchema(String body, int code) {
        // When
        var answer = client.post("/subjects/s/versions", body);

        // Then
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(answer.json().path("message").asText()).isNotBlank();
        assertThat(client.get("/subjects").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"compatibility\":\"SIDEWARD\"}", "{}"})
    void shouldRefuseUnknownLevel(String body) {
        // When
        var answer = client.put("/config", body);

        // Then
        assertThat(answer.errorCode()).isEqualTo(42203);
    }

    @Test
    void shouldRefuseRequestThatIsTooLarge() {
        // When
        Answer answer = client.register("s", "//" + "x".repeat(3 << 20));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo(413);
    }

    @Test
    void shouldRememberEverythingAfterRestart() {
        // Given
        client.register("s", ONE);
        client.register("s", TWO);
        client.delete("/subjects/s/versions/1");
        client.put("/config/s", "{\"compatibility\":\"FORWARD\"}");
        registry.stop();

        // When
        registry = new SchemaRegistry(config());
        registry.start();
        client = new RestClient(registry.url());

        // Then
        assertThat(client.get("/subjects/s/versions?deleted=true").json()).hasToString("[1,2]");
        assertThat(client.get("/subjects/s/versions").json()).hasToString("[2]");
        assertThat(client.get("/schemas/ids/1").json().path("schema").asText()).isEqualTo(ONE);
        assertThat(client.get("/config/s").json()).hasToString("{\"compatibilityLevel\":\"FORWARD\"}");
        assertThat(client.get("/health").json().path("state").asText()).isEqualTo("ready");
    }

    @Test
    void shouldNeverGiveOneIdTwiceWhenSeveralRegistriesWrite() throws Exception {
        // Given
        client.put("/config", "{\"compatibility\":\"NONE\"}");
        var second = new SchemaRegistry(config());
        second.start();
        var clients = List.of(client, new RestClient(second.url()));
        var workers = Executors.newFixedThreadPool(4);
        var ids = Collections.synchronizedList(new ArrayList<Integer>());

        // When
        try {
            for (int i = 0; i < 24; i++) {
                int number = i;
                workers.execute(() -> {
                    var schema = "syntax = \"proto3\"; message M" + number + " { int32 a = 1; }";
                    var answer = clients.get(number % 2).register("s" + number % 3, schema);
                    // One that loses too many races is told so, and asks again, as clients do.
                    for (var again = 0; answer.status() != 200 && again < 20; again++) {
                        answer = clients.get(number % 2).register("s" + number % 3, schema);
                    }
                    if (answer.status() == 200) ids.add(answer.json().path("id").asInt());
                });
            }
            workers.shutdown();
            workers.awaitTermination(60, TimeUnit.SECONDS);
        } finally {
            second.stop();
        }

        // Then
        assertThat(ids).hasSize(24).doesNotHaveDuplicates();
        for (int id : ids) assertThat(client.get("/schemas/ids/" + id).status()).isEqualTo(200);
    }
}
