package dev.millrace.gpu.camera;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files of one camera as one recording, each beginning where the one before it ends. Pictures are numbered through,
 * and come at the rate of the first file.
 */
final class Recording {

    private final List<Contents> parts;

    private Recording(List<Contents> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads each file once, to know what it holds.
     *
     * @param files at least one
     * @throws IOException where one cannot be played, and why
     */
    static Recording of(List<Path> files) throws IOException {
        var parts = new ArrayList<Contents>();
        for (var file : files) parts.add(Contents.of(file));
        return new Recording(parts);
    }

    long frames() {
        return parts.stream().mapToLong(Contents::pictures).sum();
    }

    /** Pictures a second. */
    double rate() {
        return parts.get(0).rate();
    }

    /** What is wrong with it though it can be played; empty for nothing. */
    String trouble() {
        return parts.stream().flatMap(part -> part.trouble().stream()).collect(Collectors.joining("; "));
    }

    /** From the keyframe on from which this picture can be had. */
    Reel from(long frame) throws IOException {
        var first = 0L;
        for (var part = 0; part < parts.size() - 1; part++) {
            var pictures = parts.get(part).pictures();
            if (frame < first + pictures) return new Reel(parts, part, first, (int) Math.max(0, frame - first));
            first += pictures;
        }
        var last = parts.get(parts.size() - 1);
        var within = Math.min(Math.max(0, frame - first), last.pictures() - 1L);
        return new Reel(parts, parts.size() - 1, first, (int) within);
    }
}
