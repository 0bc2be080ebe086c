package dev.millrace.gateway.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "imu.csv, imu.csv",
        "../../etc/passwd, passwd",
        "/var/log/flight 1.csv, flight 1.csv",
        "C:\\data\\a.csv, a.csv",
        "a/b\\c.csv, c.csv",
        ".hidden, .hidden",
        "..., ..."
    })
    void shouldTakeTheLastPartOfAnyPath(String path, String name) {
        assertThat(FileName.of(path)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/..", "dir/", "\\", " ", "a\0b", "line\nfeed", ".millrace", ".millrace/x/.."})
    void shouldRefuseWhatIsNoName(String path) {
        assertThat(FileName.of(path)).isEmpty();
    }

    @Property
    void shouldNeverNameAnythingOutsideTheFolder(@ForAll String path) {
        // When
        var name = FileName.of(path);

        // Then
        assertThat(name.map(each -> each.contains("/") || each.contains("\\") || each.equals("..")))
                .isNotEqualTo(Optional.of(true));
        assertThat(name.map(each -> Path.of("folder")
                        .resolve(each.replaceAll("[^ -~]", "x"))
                        .normalize()
                        .getNameCount()))
                .isIn(Optional.empty(), Optional.of(2));
    }
}
