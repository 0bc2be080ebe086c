package dev.millrace.launcher.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Looks at a part that runs as a process of its own from outside, while it works. Thread-safe. */
public final class PartWatch {

    private static final double MIB = 1 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI metrics;
    private final long pid;

    /** @param metrics where it tells its metrics as Prometheus reads them */
    public PartWatch(URI metrics, long pid) {
        this.metrics = metrics;
        this.pid = pid;
    }

    /**
     * The sum of all series that begin so.
     *
     * @param series a whole name, as {@code jvm_threads_live_threads}, or one with its first labels
     */
    public double sum(String series) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(metrics).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(series) && " {,".indexOf(line.charAt(series.length())) >= 0)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** In MiB: what is left of its heap after a collection that is made now. */
    public double liveHeap() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var collection = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) throw new IOException("the heap of process " + pid + " could not be collected");
        return sum("jvm_memory_used_bytes{area=\"heap\"") / MIB;
    }

    /** In MiB: {@link #liveHeap} and the buffers beyond it. */
    public double liveMemory() throws IOException, InterruptedException {
        return liveHeap() + sum("jvm_buffer_memory_used_bytes") / MIB;
    }
}
