package dev.millrace.gpu.scene;

import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory of models of a test's own. */
public record ModelFolder(Path directory) {

    private static final String INPUT = """
            input: {width: 16, height: 8, layout: NCHW, colours: RGB, resize: %s, fill: 0, mean: [0, 0, 0], deviation: [255, 255, 255]}
            """;

    /** A model of 16 × 8 pixels whose values are 0 to 1. */
    public ModelFolder embedder(String name, byte[] model, int size) throws IOException {
        var output = "output: {adapter: embedding, size: " + size + "}\n";
        return card(name, "kind: embedder\n" + INPUT.formatted("stretch") + output, model);
    }

    /** The same, for boxes and scores as an SSD gives them. */
    public ModelFolder detector(String name, byte[] model) throws IOException {
        var output = "output: {adapter: ssd, boxes: boxes, scores: scores, person: 0}\n";
        var thresholds = "thresholds: {score: 0.25, overlap: 0.5}\n";
        return card(name, "kind: detector\n" + INPUT.formatted("stretch") + output + thresholds, model);
    }

    private ModelFolder card(String name, String rest, byte[] model) throws IOException {
        var head = "name: " + name + "\nfile: " + name + ".onnx\nsha256: " + Sha256.of(model) + "\nlicence: ours\n";
        Files.write(directory.resolve(name + ".onnx"), model);
        Files.writeString(directory.resolve(name + ".yaml"), head + rest);
        return this;
    }

    public ModelSettings settings(String name, String device, int batch) {
        return new ModelSettings(directory.toString(), name, name, device, batch);
    }
}
