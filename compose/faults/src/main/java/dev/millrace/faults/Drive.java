package dev.millrace.faults;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A fleet's drive during which things go wrong, one after each equal share of the acknowledged readings. */
record Drive(int acknowledgements) {

    static Drive of(int acknowledgements) {
        return new Drive(acknowledgements);
    }

    /** @return what was sent and acknowledged, once all is */
    Ledger through(TargetPlatform platform, List<Step> steps, Consumer<String> progress) throws Exception {
        var ledger = new Ledger();
        try (var fleet = new Fleet(platform.telemetry(), ledger, acknowledgements)) {
            var vehicles = fleet.drive();
            for (var i = 0; i < steps.size(); i++) {
                awaitAcknowledged(ledger, (int) ((long) acknowledgements * (i + 1) / (steps.size() + 1)));
                steps.get(i).take();
                progress.accept("  " + ledger.acknowledgedCount() + " acknowledged");
            }
            Fleet.await(vehicles);
        }
        return ledger;
    }

    private static void awaitAcknowledged(Ledger ledger, int count) {
        while (ledger.acknowledgedCount() < count) Pause.of(Duration.ofMillis(10));
    }
}
