package dev.millrace.faults;

import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A fleet posts readings while parts of the platform fail under it. */
final class TelemetryFaults implements Scenario {

    private static final Duration STANDSTILL = Duration.ofSeconds(3);

    private final String name;
    private final String story;
    private final Course course;

    private TelemetryFaults(String name, String story, Course course) {
        this.name = name;
        this.story = story;
        this.course = course;
    }

    private interface Course {
        Verdict run(int readings, Consumer<String> progress) throws Exception;
    }

    static Scenario killed() {
        var story = "kill -9 of gateway and topology, three times each";
        return new TelemetryFaults("telemetry-killed", story, (readings, progress) -> {
            try (var platform = TargetPlatform.start(null)) {
                Step gateway = () -> platform.killAndAwait("gateway", progress);
                Step topology = () -> platform.killAndAwait("topology", progress);
                return drive(
                        platform, List.of(gateway, topology, gateway, topology, gateway, topology), readings, progress);
            }
        });
    }

    static Scenario paused() {
        var story = "SIGSTOP of gateway, topology and broker for three seconds each";
        return new TelemetryFaults("telemetry-paused", story, (readings, progress) -> {
            try (var platform = TargetPlatform.start(null)) {
                return drive(
                        platform,
                        List.of(
                                () -> pause(platform, "gateway", progress),
                                () -> pause(platform, "topology", progress),
                                () -> pause(platform, "broker", progress)),
                        readings,
                        progress);
            }
        });
    }

    static Scenario brokerKilled() {
        var story = "kill -9 of the broker, three times";
        return new TelemetryFaults("telemetry-broker-killed", story, (readings, progress) -> {
            try (var platform = TargetPlatform.start(null)) {
                Step kill = () -> platform.killAndAwait("broker", progress);
                return drive(platform, List.of(kill, kill, kill), readings, progress);
            }
        });
    }

    static Scenario linkCut() {
        var story = "the link to the broker reset, and then held still, for three seconds each";
        return new TelemetryFaults("telemetry-link-cut", story, (readings, progress) -> {
            var port = freePort();
            var directory = Files.createTempDirectory("millrace-faults-broker");
            try (var proxy = new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                var advertised = Map.of("advertised.listeners", "CLIENT://127.0.0.1:" + proxy.port());
                try (var broker = EmbeddedBroker.start(new EmbeddedBroker.Config(directory, port, 0, advertised));
                        var platform = TargetPlatform.start("127.0.0.1:" + proxy.port())) {
                    return drive(
                            platform,
                            List.of(
                                    () -> lose(proxy::cut, proxy, "link cut", progress),
                                    () -> lose(proxy::hold, proxy, "link held", progress)),
                            readings,
                            progress);
                }
            }
        });
    }

    private static Verdict drive(TargetPlatform platform, List<Step> steps, int readings, Consumer<String> progress)
            throws Exception {
        var ledger = Drive.of(readings).through(platform, steps, progress);
        var found = CommittedRecords.read(platform.kafka(), Topics.in(Namespace.NONE), ledger.acknowledgedCount());
        return ledger.compare(found);
    }

    private static void pause(TargetPlatform platform, String part, Consumer<String> progress) throws Exception {
        progress.accept("  SIGSTOP " + part);
        platform.inflict(Fault.STOP, part);
        Pause.of(STANDSTILL);
        platform.inflict(Fault.CONTINUE, part);
    }

    private static void lose(Step fault, FaultProxy proxy, String what, Consumer<String> progress) throws Exception {
        progress.accept("  " + what);
        fault.take();
        Pause.of(STANDSTILL);
        proxy.mend();
    }

    static int freePort() throws java.io.IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String story() {
        return story;
    }

    @Override
    public Verdict run(int readings, Consumer<String> progress) throws Exception {
        return course.run(readings, progress);
    }
}
