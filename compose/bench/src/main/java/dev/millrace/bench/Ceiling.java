package dev.millrace.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A bare relay at work in a process of its own, with the heap that the gateway has. */
final class Ceiling implements AutoCloseable {

    private final Process process;
    private final int port;

    private Ceiling(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Ceiling direct() throws IOException {
        return start();
    }

    static Ceiling overKafka(String bootstrapServers) throws IOException {
        return start(bootstrapServers);
    }

    private static Ceiling start(String... arguments) throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
        command.addAll(MeasuredPlatform.GATEWAY_JVM);
        command.add(BareRelay.class.getName());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var port = output.readLine();
        if (port == null) throw new IOException("the bare relay did not start");
        return new Ceiling(process, Integer.parseInt(port));
    }

    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
