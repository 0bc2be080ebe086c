package dev.millrace.faults;

import dev.millrace.faults.Ledger.Entry;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Devices stream inertial samples, partly out of order and repeated, while gateway and topology are killed. Samples are
 * not acknowledged one by one: what counts is that each that reached imu.samples is in imu.ordered or imu.late, once.
 */
final class ImuFaults implements Scenario {

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "imu";
    }

    @Override
    public String story() {
        return "kill -9 of topology and gateway, three times each, while devices stream inertial samples";
    }

    @Override
    public Verdict run(int readings, Consumer<String> progress) throws Exception {
        try (var platform = TargetPlatform.start(null)) {
            try (var devices = new ImuDevices(platform.phones())) {
                for (var i = 0; i < 3; i++) {
                    for (var part : List.of("topology", "gateway")) {
                        Pause.of(BETWEEN);
                        platform.killAndAwait(part, progress);
                        progress.accept("  " + devices.sent() + " sent");
                    }
                }
                Pause.of(BETWEEN);
            }
            return verdict(platform, progress);
        }
    }

    /** What the devices' sockets lost with the gateway never reached the platform, and is not counted. */
    private static Verdict verdict(TargetPlatform platform, Consumer<String> progress) {
        var topics = Topics.in(Namespace.NONE);
        var samples = topics.imuSamples();
        var taken = ImuSamples.read(platform.kafka(), List.of(samples), 1).getOrDefault(samples.name(), List.of());
        var ledger = new Ledger();
        for (var entry : taken) {
            ledger.sent(entry);
            ledger.acknowledged(entry);
        }
        var decided = ImuSamples.read(
                platform.kafka(), List.of(topics.imuOrdered(), topics.imuLate()), ledger.acknowledgedCount());
        var ordered = decided.getOrDefault(topics.imuOrdered().name(), List.of());
        var late = decided.getOrDefault(topics.imuLate().name(), List.of());
        progress.accept(String.format(
                "  %d samples taken, %d of them once: %d in order, %d late",
                taken.size(), ledger.acknowledgedCount(), ordered.size(), late.size()));
        var all = new ArrayList<Entry>(ordered);
        all.addAll(late);
        var found = ledger.compare(all);
        return new Verdict(
                found.sent(),
                found.acknowledged(),
                found.found(),
                found.lost(),
                found.doubled(),
                found.invented(),
                ledger.compare(ordered).disordered());
    }
}
