package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.topic.Key;
import dev.millrace.topic.Topics;
import dev.millrace.topology.StepContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Adds each reading to its day, and looks whether it was kept. */
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

    Accounting(Topics topics, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.days = step.store(DAYS);
        this.presences = step.store(PRESENCES);
    }

    @Override
    public void accept(String vin, TelemetryRecord record) {
        count(vin, record);
        if (record.getTimestampMs() != 0 && record.getCaptureTimeNs() != record.getReceivedNs()) look(vin, record);
    }

    private void count(String vin, TelemetryRecord record) {
        var day = DayTotals.day(record.getReceivedNs());
        var newest = Optional.ofNullable(days.get(vin));
        if (newest.isPresent() && newest.get().getDay() < day) days.put(vin + BEFORE, newest.get());
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
        var message = Accounts.write(step.derivedStamp(), totals);
        days.put(slot, message);
        step.emit(topics.telemetryStats(), Key.join(vin, totals.date()), message);
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
