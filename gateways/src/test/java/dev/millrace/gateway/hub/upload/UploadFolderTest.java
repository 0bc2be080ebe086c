package dev.millrace.gateway.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import dev.millrace.part.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {

    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    @Test
    void shouldFindTheDigestOfAFileThatOthersChanged() throws IOException {
        // Given
        var folder = folder("1MiB", "0");
        publish(folder, "own.txt", "not abc");
        Files.writeString(directory.resolve("own.txt"), "abc");
        Files.setLastModifiedTime(directory.resolve("own.txt"), FileTime.from(Instant.EPOCH));
        Files.writeString(directory.resolve("foreign.txt"), "abc");

        // When
        var finished = folder.finished(10);

        // Then
        assertThat(finished).extracting(UploadFolder.Finished::name).containsExactly("foreign.txt", "own.txt");
        assertThat(finished).extracting(UploadFolder.Finished::sha256).containsOnly(SHA_OF_ABC);
        assertThat(folder.finished(1)).hasSize(1);
    }

    @Test
    void shouldRefuseMoreThanTheQuotaUntilThereIsRoomAgain() throws IOException {
        // Given
        var folder = folder("10B", "0");
        publish(folder, "a", "123456");

        // Then
        assertThatThrownBy(() -> publish(folder, "b", "123456"))
                .isInstanceOfSatisfying(
                        UploadRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.QUOTA_USED_UP));
        assertThat(directory.resolve(".millrace/unfinished")).isEmptyDirectory();
        publish(folder, "a", "1");
        publish(folder, "b", "123456");
    }

    @Test
    void shouldLeaveAsMuchOfTheDiskFreeAsItMust() throws IOException {
        // Given
        var folder = folder("1MiB", "999999GiB");

        // Then
        assertThatThrownBy(() -> publish(folder, "a", "1"))
                .isInstanceOfSatisfying(
                        UploadRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.DISK_FULL));
    }

    @Test
    void shouldForgetWhatDoesNotGoOnButKeepThePlanOfAPartThatDoes() throws IOException {
        // Given
        var folder = folder("1MiB", "0");
        for (var name : new String[] {"old.plan", "old.part", "young.plan", "young.part", "lost.draft"}) {
            var file =
                    Files.writeString(directory.resolve(".millrace/unfinished").resolve(name), "x");
            if (!name.equals("young.part")) Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        // When
        folder.sweep(Instant.EPOCH.plusSeconds(1));

        // Then
        assertThat(directory.resolve(".millrace/unfinished"))
                .isDirectoryContaining("glob:**young.plan")
                .isDirectoryContaining("glob:**young.part")
                .isDirectoryNotContaining("glob:**{old,lost}*");
    }

    @Test
    void shouldNotTakeThePlaceOfAFolder() throws IOException {
        // Given
        var folder = folder("1MiB", "0");
        Files.createDirectory(directory.resolve("taken"));

        // Then
        assertThatThrownBy(() -> publish(folder, "taken", "1"))
                .isInstanceOfSatisfying(
                        UploadRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.BAD_NAME));
    }

    private UploadFolder folder(String quota, String keepFree) throws IOException {
        return UploadFolder.open(new UploadSettings(
                directory.toString(),
                ByteSize.parse("1MiB"),
                ByteSize.parse(quota),
                ByteSize.parse(keepFree),
                8,
                8,
                Duration.ofHours(1)));
    }

    private static void publish(UploadFolder folder, String name, String content) throws IOException {
        try (var draft = folder.draft(1 << 20)) {
            draft.append(content.getBytes(StandardCharsets.UTF_8));
            draft.publish(name);
        }
    }
}
