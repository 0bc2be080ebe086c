package dev.millrace.gateway.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.gateway.hub.video.HubOnKafka;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.topic.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PhoneUploadTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final Cluster cluster = KAFKA.cluster();

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private HubOnKafka hub;

    @BeforeEach
    void start() {
        hub = new HubOnKafka(
                cluster,
                Map.of(
                        "hub.uploads.directory", uploads().toString(),
                        "hub.uploads.largest-file", "100KiB",
                        "hub.uploads.quota", "150KiB",
                        "hub.uploads.keep-free", "0",
                        "hub.uploads.open-files", "2"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void shouldWriteWholeFilesAndThoseThatComeInPiecesInTheOrderOfTheirComing() throws IOException {
        // Given
        var phone = hub.socket("/ws/phone");

        // When
        phone.send(message("file_upload", "imu.csv", "fileContent", "old"));
        phone.send(message("file_upload", "imu.csv", "fileContent", "t,x\n1,ü\n"));
        phone.send(message("file_upload_start", "log.txt"));
        phone.send(message("file_upload_chunk", "log.txt", "chunk", "second? ").replace("}", ",\"chunkIndex\":1}"));
        phone.send(message("file_upload_chunk", "log.txt", "chunk", "first!").replace("}", ",\"chunkIndex\":0}"));
        phone.send(message("file_upload_complete", "log.txt"));
        phone.send("{\"type\":\"file_upload\",\"fileContent\":\"nameless\"}");

        // Then
        await().until(() -> names().size() == 3);
        assertThat(Files.readString(uploads().resolve("imu.csv"))).isEqualTo("t,x\n1,ü\n");
        assertThat(Files.readString(uploads().resolve("log.txt"))).isEqualTo("second? first!");
        assertThat(names()).anyMatch(name -> name.matches("upload_\\d{10}\\.csv"));
        assertThat(hub.get("/api/uploads"))
                .contains("\"name\":\"log.txt\",\"bytes\":14,\"sha256\":\"")
                .contains("\"finished_at\":\"20");
        assertThat(phone.texts).isEmpty();
    }

    @Test
    void shouldWriteNothingOutsideItsFolderWhateverTheName() throws IOException {
        // Given
        var letters = hub.values(cluster.topics().deadLetters());
        Files.createDirectories(uploads());
        Files.writeString(directory.resolve("victim"), "untouched");
        Files.createSymbolicLink(uploads().resolve("link.csv"), directory.resolve("victim"));
        var phone = hub.socket("/ws/phone");

        // When
        for (var name : List.of("../victim", "/etc/../../victim", "..\\victim", "", ".", "..", ".millrace/x/..")) {
            phone.send(message("file_upload", name, "fileContent", "evil"));
        }
        phone.send(message("file_upload", "link.csv", "fileContent", "evil"));
        phone.send(message("file_upload", "last", "fileContent", "x"));

        // Then
        await().until(() -> names().contains("last"));
        assertThat(names()).containsExactlyInAnyOrder("victim", "link.csv", "last");
        assertThat(Files.readString(directory.resolve("victim"))).isEqualTo("untouched");
        assertThat(Files.isSymbolicLink(uploads().resolve("link.csv"))).isFalse();
        assertThat(Files.list(directory)).containsExactlyInAnyOrder(uploads(), directory.resolve("victim"));
        await().until(() -> reasons(letters).contains("bad-name"));
        assertThat(phone.isOpen()).isTrue();
    }

    @Test
    void shouldShowNothingOfWhatIsNotCompleteAndDiscardItWithItsSocket() {
        // Given
        var phone = hub.socket("/ws/phone");
        phone.send(message("file_upload_start", "half.csv"));
        phone.send(message("file_upload_chunk", "half.csv", "chunk", "half"));
        phone.send(message("file_upload", "marker", "fileContent", ""));
        await().until(() -> names().equals(List.of("marker")));
        assertThat(unfinished()).hasSize(1);

        // When
        phone.cut();

        // Then
        await().until(() -> unfinished().isEmpty());
        assertThat(names()).containsExactly("marker");
    }

    @Test
    void shouldKeepToItsLimitsAndGoOnWithTheNextFile() {
        // Given
        var letters = hub.values(cluster.topics().deadLetters());
        var phone = hub.socket("/ws/phone");
        var half = "x".repeat(60 << 10);

        // When
        phone.send(message("file_upload_start", "large"));
        phone.send(message("file_upload_chunk", "large", "chunk", half));
        phone.send(message("file_upload_chunk", "large", "chunk", half));
        phone.send(message("file_upload_complete", "large"));
        phone.send(message("file_upload", "one", "fileContent", half));
        phone.send(message("file_upload", "two", "fileContent", half));
        phone.send(message("file_upload", "three", "fileContent", half));
        for (var name : List.of("a", "b", "c")) phone.send(message("file_upload_start", name));
        phone.send(message("file_upload", "one", "fileContent", "small again"));
        phone.send(message("file_upload", "four", "fileContent", half));

        // Then
        await().until(() -> names().contains("four"));
        assertThat(names()).containsExactlyInAnyOrder("one", "two", "four");
        await().until(() -> reasons(letters)
                .containsAll(List.of("file-too-large", "unknown-file", "quota-used-up", "too-many-open")));
        assertThat(phone.isOpen()).isTrue();
    }

    private Path uploads() {
        return directory.resolve("uploads");
    }

    private List<String> names() {
        return list(uploads()).stream()
                .filter(name -> !name.equals(".millrace"))
                .toList();
    }

    private List<String> unfinished() {
        return list(uploads().resolve(".millrace/unfinished"));
    }

    private static List<String> list(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> reasons(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::getReason).toList();
    }

    private static String message(String type, String name, String... more) {
        var message = JsonNodeFactory.instance.objectNode().put("type", type).put("fileName", name);
        for (var i = 0; i < more.length; i += 2) message.put(more[i], more[i + 1]);
        return message.toString();
    }
}
