package dev.millrace.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.file.Opened;
import dev.millrace.recording.video.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingsTest {

    @TempDir
    Path directory;

    @Test
    void shouldOpenADrive() throws IOException {
        // Given
        Path file = directory.resolve("Drive.CSV");
        Files.writeString(file, "Date,Time,Soc,Speed,LAT,LON\n7/1/2021,10:00:00,90,0,0,0\n");

        // When
        Opened<Recording> opened = Recordings.open(file);

        // Then
        assertThat(opened.value()).containsInstanceOf(Recording.OfDrive.class);
    }

    @Test
    void shouldOpenAStream() throws IOException {
        // Given
        Path file = Messages.picture(directory);

        // When
        Opened<Recording> opened = Recordings.open(file);

        // Then
        assertThat(opened.value()).containsInstanceOf(Recording.OfVideo.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "noextension", ".", "film.mp4.part"})
    void shouldSayWhichKindsItKnows(String name) {
        // Given
        Path file = directory.resolve(name);

        // When
        Opened<Recording> opened = Recordings.open(file);

        // Then
        assertThat(opened.reason().orElseThrow())
                .contains("is of no kind that can be played: drives and inertial samples are .csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.264", "a.mp4"})
    void shouldSayThatAFileIsMissing(String name) {
        // Given
        Path file = directory.resolve(name);

        // When
        Opened<Recording> opened = Recordings.open(file);

        // Then
        assertThat(opened.reason()).contains(file + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "a.264", "a.mp4"})
    void shouldRefuseAFolder(String name) throws IOException {
        // Given
        Path folder = Files.createDirectory(directory.resolve(name));

        // When
        Opened<Recording> opened = Recordings.open(folder);

        // Then
        assertThat(opened.reason().orElseThrow()).contains("cannot be read");
    }
}
