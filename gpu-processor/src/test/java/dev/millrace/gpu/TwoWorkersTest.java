package dev.millrace.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.video.VideoFrame;
import dev.millrace.message.video.VideoPacket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TwoWorkersTest {

    private static final int STREAMS = 4;

    /** Packets of each stream before the one worker dies, and between two looks afterwards. */
    private static final int BEFORE = 40;

    private static final int STEP = 10;

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
    }

    @RegisterExtension
    static final Platform PLATFORM = new Platform();

    @TempDir
    Path directory;

    @Test
    void shouldShareStreamsAndGoOnWithThoseOfAWorkerThatWasKilled() throws Exception {
        // Given
        try (var world = PLATFORM.world();
                var doomed = Child.start(world, "doomed")) {
            world.worker("steady");
            await().until(() -> partitions(world, "steady").size() == 4
                    && partitions(world, "doomed").size() == 4);
            var clip = Clip.modelled(directory, 160, 120, 5, 400);
            var packets = new HashMap<Integer, List<VideoPacket>>();
            for (var i = 0; i < STREAMS; i++) {
                world.demand("s" + i, 0, 0);
                packets.put(i, clip.session("session", 1, Platform.nowNs()));
                world.write("s" + i, i * 2, packets.get(i).subList(0, BEFORE));
            }
            await().until(() -> seen(world).size() == STREAMS);
            var shared = partitions(world, "doomed");

            // When
            doomed.kill();
            var written = new AtomicInteger(BEFORE);
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                var from = written.getAndAdd(STEP) % (packets.get(0).size() - STEP);
                for (var i = 0; i < STREAMS; i++) {
                    world.write("s" + i, i * 2, packets.get(i).subList(from, from + STEP));
                }
                return newest(world).stream().allMatch(offset -> offset >= BEFORE);
            });

            // Then
            assertThat(shared).hasSize(4);
            await().until(() -> partitions(world, "steady").size() == 8);
            for (var i = 0; i < STREAMS; i++) {
                assertThat(world.frames("s" + i))
                        .extracting(VideoFrame::getPacketOffset)
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** Of each stream, the offset of the packet that its newest picture was made of. */
    private static List<Long> newest(Platform.World world) {
        return IntStream.range(0, STREAMS)
                .mapToObj(i -> world.frames("s" + i).stream()
                        .mapToLong(VideoFrame::getPacketOffset)
                        .max()
                        .orElse(-1))
                .toList();
    }

    private static HashSet<String> seen(Platform.World world) {
        var seen = new HashSet<String>();
        for (var i = 0; i < STREAMS; i++) if (!world.frames("s" + i).isEmpty()) seen.add("s" + i);
        return seen;
    }

    private static List<Integer> partitions(Platform.World world, String worker) {
        var states = world.all(world.cluster.topics().gpuStates(), worker);
        return states.isEmpty() ? List.of() : states.get(states.size() - 1).getPartitionsList();
    }

    /** A worker as a process of its own. */
    private record Child(Process process) implements AutoCloseable {

        static Child start(Platform.World world, String name) throws IOException {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), GpuMain.class.getName()));
            var settings = new HashMap<>(Map.of("gpu.state-every", "500ms", "gpu.session", "6s"));
            settings.putAll(world.settings(name));
            settings.forEach((key, value) -> command.add(key + "=" + value));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("READY ")) return new Child(process);
            }
            throw new AssertionError("the worker did not start");
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
