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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TwoWorkersTest {

    private static final int STREAMS = 4;

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
            await().until(() -> partitions(world, "steady").size() == 4 && partitions(world, "doomed").size() == 4);
            var clip = Clip.modelled(directory, 160, 120, 5, 200);
            var packets = new HashMap<Integer, List<VideoPacket>>();
            for (var i = 0; i < STREAMS; i++) {
                world.demand("s" + i, 0, 0);
                packets.put(i, clip.session("session", 1, Platform.nowNs()));
                world.write("s" + i, i * 2, packets.get(i).subList(0, 40));
            }
            await().until(() -> seen(world).size() == STREAMS);
            var shared = partitions(world, "doomed");

            // When
            doomed.kill();
            var written = 40;
            while (!isGoingOn(world, written) && written + 5 < packets.get(0).size()) {
                for (var i = 0; i < STREAMS; i++) {
                    world.write("s" + i, i * 2, packets.get(i).subList(written, written + 5));
                }
                written += 5;
                awaitAWhile(world);
            }
            var last = written;

            // Then
            assertThat(shared).isNotEmpty();
            await().until(() -> isGoingOn(world, last));
            assertThat(partitions(world, "steady")).hasSize(8);
            for (var i = 0; i < STREAMS; i++) {
                assertThat(world.frames("s" + i)).extracting(VideoFrame::getPacketOffset).doesNotHaveDuplicates();
            }
        }
    }

    /** As long as a picture of some stream takes. */
    private static void awaitAWhile(Platform.World world) {
        var before = world.frames("s0").size() + world.frames("s1").size();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> world.frames("s0").size() + world.frames("s1").size() != before);
    }

    private static boolean isGoingOn(Platform.World world, int written) {
        for (var i = 0; i < STREAMS; i++) {
            var newest = world.frames("s" + i).stream()
                    .mapToLong(VideoFrame::getPacketOffset)
                    .max()
                    .orElse(-1);
            if (newest < written - 5 || newest < 45) return false;
        }
        return true;
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
