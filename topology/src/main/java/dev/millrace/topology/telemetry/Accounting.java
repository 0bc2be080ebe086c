package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.topic.Key;
import dev.millrace.topic.Topics;
import dev.millrace.topology.StepContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds each reading to its day, and looks whether it was kept.
 *
 * <p>A day is told now and then, with all that has come to it: each of its readings would say it again, and only the
 * newest is kept. What a task that died had not told yet its heir tells, who cannot know and so tells every day it finds.
 */
final class Accounting implements BiConsumer<String, TelemetryRecord> {

    static final String DAYS = "days";
    static final String PRESENCES = "presences";

    private static final long NS_PER_MS = 1_000_000;
    /**
     * Of a vehicle. Readings may be of days before the newest: gateways take turns at midnight, and the clock of one may
     * have been wrong. What is older than all of them is not counted any more.
     */
    private static final int MOST_DAYS = 8;

    private static final String EARLIEST = "0";
    private static final String LATEST = "A";

    private final Topics topics;
    private final StepContext step;
    private final KeyValueStore<String, TelemetryStatistics> days;
    private final KeyValueStore<String, TelemetryAbsence> presences;
    /** Those of the days that have changed since they were told. */
    private final Set<String> untold = new LinkedHashSet<>();

    Accounting(Topics topics, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.days = step.store(DAYS);
        this.presences = step.store(PRESENCES);
        try (var found = days.all()) {
            while (found.hasNext()) untold.add(found.next().key);
        }
        step.regularly(this::tellAll);
    }

    @Override
    public void accept(String vin, TelemetryRecord record) {
        count(vin, record);
        if (record.getTimestampMs() != 0 && record.getCaptureTimeNs() != record.getReceivedNs()) look(vin, record);
    }

    private void count(String vin, TelemetryRecord record) {
        var day = DayTotals.day(record.getReceivedNs());
        var slot = slot(vin, day);
        var known = Optional.ofNullable(days.get(slot));
        if (known.isEmpty() && !makesRoom(vin, slot)) return;
        var totals = known.map(Accounts::totals)
                .orElse(DayTotals.of(day))
                .plus(
                        record.getPacketFields(),
                        record.getPacketTransmitted(),
                        record.getPacketBytes(),
                        record.getFullBytes());
        days.put(slot, Accounts.write(step.derivedStamp(), totals));
        untold.add(slot);
    }

    /** Forgets the vehicle's oldest day where there are too many; false when that would be the one to come. */
    private boolean makesRoom(String vin, String slot) {
        var kept = new ArrayList<String>(MOST_DAYS);
        try (var found = days.range(Key.join(vin, EARLIEST), Key.join(vin, LATEST))) {
            while (found.hasNext()) kept.add(found.next().key);
        }
        if (kept.size() < MOST_DAYS) return true;
        if (slot.compareTo(kept.get(0)) < 0) return false;
        tell(kept.get(0));
        days.delete(kept.get(0));
        return true;
    }

    private void tellAll() {
        List.copyOf(untold).forEach(this::tell);
    }

    private void tell(String slot) {
        if (!untold.remove(slot)) return;
        Optional.ofNullable(days.get(slot)).ifPresent(message -> step.emit(topics.telemetryStats(), slot, message));
    }

    /** The key under which a day is kept, and told. */
    private static String slot(String vin, long day) {
        return Key.join(vin, DayTotals.of(day).date());
    }

    private void look(String vin, TelemetryRecord record) {
        var known = Optional.ofNullable(presences.get(vin)).map(Accounts::presence);
        var received = record.getReceivedNs() / NS_PER_MS;
        var presence = known.map(before -> before.after(received, record.getTimestampMs()))
                .orElseGet(() -> Presence.first(received, record.getTimestampMs()));
        if (known.equals(Optional.of(presence))) return;
        var message = Accounts.write(step.derivedStamp(), presence);
        presences.put(vin, message);
        if (!presence.absence().equals(known.flatMap(Presence::absence))) {
            step.emit(topics.telemetryAbsences(), Key.join(vin, Long.toString(message.getStartedMs())), message);
        }
    }
}
