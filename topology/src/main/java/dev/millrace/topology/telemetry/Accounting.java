package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.topic.Key;
import dev.millrace.topic.Topics;
import dev.millrace.topology.StepContext;
import java.util.LinkedHashSet;
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
    /** A reading may be of the day before the newest: gateways take turns at midnight. */
    private static final String BEFORE = "/before";

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
        var newest = Optional.ofNullable(days.get(vin));
        if (newest.isPresent() && newest.get().getDay() < day) keep(vin + BEFORE, newest.get());
        var slot = newest.isPresent() && newest.get().getDay() > day ? vin + BEFORE : vin;
        var totals = Optional.ofNullable(days.get(slot))
                .map(Accounts::totals)
                .filter(known -> known.day() == day)
                .orElse(DayTotals.of(day))
                .plus(
                        record.getPacketFields(),
                        record.getPacketTransmitted(),
                        record.getPacketBytes(),
                        record.getFullBytes());
        keep(slot, Accounts.write(step.derivedStamp(), totals));
    }

    /** A day that gives up its place is told first. */
    private void keep(String slot, TelemetryStatistics message) {
        var known = Optional.ofNullable(days.get(slot));
        if (known.isPresent() && known.get().getDay() != message.getDay() && untold.contains(slot)) {
            tell(slot, known.get());
        }
        days.put(slot, message);
        untold.add(slot);
    }

    private void tellAll() {
        for (var slot : untold) Optional.ofNullable(days.get(slot)).ifPresent(message -> tell(slot, message));
        untold.clear();
    }

    private void tell(String slot, TelemetryStatistics message) {
        var vin = slot.endsWith(BEFORE) ? slot.substring(0, slot.length() - BEFORE.length()) : slot;
        var date = Accounts.totals(message).date();
        step.emit(topics.telemetryStats(), Key.join(vin, date), message);
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
