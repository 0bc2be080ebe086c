package dev.millrace.gpu.scene;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.gpu.detect.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A video whose people are marked by hand.
 *
 * @param people by the number of the picture, from 0
 */
public record MarkedVideo(Path video, Map<Integer, List<Person>> people) {

    public record Person(int id, Detection box) {}

    /** The folder of real recordings; the test that asks is skipped where there is none. */
    public static Path data() {
        var data = System.getenv("MILLRACE_DATA");
        assumeTrue(data != null, "skipped: MILLRACE_DATA names no folder of real recordings");
        return Path.of(data);
    }

    /** PETS09-S2L1: 7 pictures a second, small people; skips the test where it is not. */
    public static MarkedVideo pets() throws IOException {
        return read("video/pets/vtest.avi", "video/pets/PETS09-S2L1-gt.txt");
    }

    /** TUD-Campus: 25 pictures a second, large people; skips the test where it is not. */
    public static MarkedVideo campus() throws IOException {
        return read("video/tud-campus/TUD-Campus.mp4", "video/tud-campus/TUD-Campus-gt.txt");
    }

    private static MarkedVideo read(String video, String marks) throws IOException {
        var file = data().resolve(video);
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        var people = new HashMap<Integer, List<Person>>();
        for (var line : Files.readAllLines(data().resolve(marks))) {
            var columns = line.split(",");
            var left = Float.parseFloat(columns[2]);
            var top = Float.parseFloat(columns[3]);
            var box = new Detection(
                    left, top, left + Float.parseFloat(columns[4]), top + Float.parseFloat(columns[5]), 1);
            people.computeIfAbsent(Integer.parseInt(columns[0]) - 1, any -> new ArrayList<>())
                    .add(new Person(Integer.parseInt(columns[1]), box));
        }
        return new MarkedVideo(file, people);
    }

    public List<Person> at(int picture) {
        return people.getOrDefault(picture, List.of());
    }
}
