package dev.millrace.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Scripts of src/test/node: Confluent's own JavaScript client, which shares no code with ours. */
final class NodeClient {

    private static final Path DIRECTORY = Path.of("src", "test", "node");

    private NodeClient() {}

    /** Fetches the client's packages if they are not there. */
    static void install() {
        if (!Files.exists(DIRECTORY.resolve("node_modules"))) run(List.of("npm", "ci", "--no-audit", "--no-fund"));
    }

    /** The lines that the script printed. */
    static List<String> run(String script, String... arguments) {
        var line = new ArrayList<>(List.of("node", script));
        line.addAll(List.of(arguments));
        return run(line);
    }

    private static List<String> run(List<String> line) {
        try {
            var out = Files.createTempFile("node", ".out");
            var err = Files.createTempFile("node", ".err");
            var process = new ProcessBuilder(line)
                    .directory(DIRECTORY.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean hasEnded = process.waitFor(5, TimeUnit.MINUTES);
            if (!hasEnded) process.destroyForcibly();
            var printed = Files.readAllLines(out, StandardCharsets.UTF_8);
            if (!hasEnded || process.exitValue() != 0) {
                throw new AssertionError(line + " failed:\n" + String.join("\n", printed) + "\n"
                        + Files.readString(err, StandardCharsets.UTF_8));
            }
            Files.delete(out);
            Files.delete(err);
            return printed;
        } catch (IOException e) {
            throw new AssertionError("cannot run " + line.get(0) + "; is Node.js installed?", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
