package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who is where in the pictures of a video. Not thread-safe. */
final class Labels {

    /** By number; those in which nobody is may be missing. */
    private final Map<Long, List<Label>> frames = new TreeMap<>();

    /** @param score how sure it is; 1 where that is not known */
    record Label(long id, Box box, double score) {}

    /**
     * Reads a file of MOTChallenge: frame, id, left, top, width, height, score, a line each.
     *
     * @throws IOException also when a line is none
     */
    static Labels read(Path file) throws IOException {
        var labels = new Labels();
        for (var line : Files.readAllLines(file)) {
            if (line.isBlank()) continue;
            var cells = line.split(",");
            try {
                var left = Double.parseDouble(cells[2]);
                var top = Double.parseDouble(cells[3]);
                var box = new Box(left, top, left + Double.parseDouble(cells[4]), top + Double.parseDouble(cells[5]));
                labels.add(
                        Math.round(Double.parseDouble(cells[0])),
                        new Label(Math.round(Double.parseDouble(cells[1])), box, Double.parseDouble(cells[6])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IOException(file + " has a line that is no label: " + line, e);
            }
        }
        return labels;
    }

    void add(long frame, Label label) {
        frames.computeIfAbsent(frame, absent -> new ArrayList<>()).add(label);
    }

    /** In which somebody is. */
    Set<Long> frames() {
        return Collections.unmodifiableSet(frames.keySet());
    }

    List<Label> in(long frame) {
        return frames.getOrDefault(frame, List.of());
    }

    /** Without what is true of nobody: in ground truth a score of 0 says so. */
    Labels counted() {
        var counted = new Labels();
        frames.forEach((frame, labels) ->
                labels.stream().filter(label -> label.score() > 0).forEach(label -> counted.add(frame, label)));
        return counted;
    }

    /** By id, in the order of frames. */
    Map<Long, List<Map.Entry<Long, Label>>> byId() {
        var byId = new TreeMap<Long, List<Map.Entry<Long, Label>>>();
        frames.forEach((frame, labels) -> labels.forEach(label ->
                byId.computeIfAbsent(label.id(), absent -> new ArrayList<>()).add(Map.entry(frame, label))));
        byId.values().forEach(own -> own.sort(Comparator.comparing(Map.Entry::getKey)));
        return byId;
    }
}
