package dev.millrace.bench;

import dev.millrace.part.PartMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Connect worker in a process of its own, which ends with this one. */
final class WorkerProcess implements AutoCloseable {

    private static final String READY = "READY connect=";

    private final Process process;
    private final URI url;

    private WorkerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static WorkerProcess start(List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put(PartMain.EXIT_WITH_PARENT, "1");
        var process = builder.start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) return new WorkerProcess(process, URI.create(line.substring(READY.length())));
        }
        throw new IOException("the worker did not start; see " + log);
    }

    URI url() {
        return url;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
