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
 * The sequence PETS09-S2L1, its people marked by hand.
 *
 * @param people by the number of the picture, from 0
 */
public record Pets(Path video, Map<Integer, List<Person>> people) {

    public record Person(int id, Detection box) {}

    /** The folder of real recordings; the test that asks is skipped where there is none. */
    public static Path data() {
        var data = System.getenv("MILLRACE_DATA");
        assumeTrue(data != null, "skipped: MILLRACE_DATA names no folder of real recordings");
        return Path.of(data);
    }

    /** Skips the test where there is none. */
    public static Pets read() throws IOException {
        var folder = data().resolve("video/pets");
        assumeTrue(Files.exists(folder.resolve("vtest.avi")), "skipped: there is no " + folder + "/vtest.avi");
        var people = new HashMap<Integer, List<Person>>();
        for (var line : Files.readAllLines(folder.resolve("PETS09-S2L1-gt.txt"))) {
            var columns = line.split(",");
            var left = Float.parseFloat(columns[2]);
            var top = Float.parseFloat(columns[3]);
            var box = new Detection(
                    left, top, left + Float.parseFloat(columns[4]), top + Float.parseFloat(columns[5]), 1);
            people.computeIfAbsent(Integer.parseInt(columns[0]) - 1, any -> new ArrayList<>())
                    .add(new Person(Integer.parseInt(columns[1]), box));
        }
        return new Pets(folder.resolve("vtest.avi"), people);
    }

    public List<Person> at(int picture) {
        return people.getOrDefault(picture, List.of());
    }
}
