package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.TelemetryAbsence;
import dev.millrace.message.telemetry.TelemetryAbsence.Status;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.topic.Stamp;
import java.util.Optional;

/** Reads and writes days and absences as messages. */
final class Accounts {

    private Accounts() {}

    static DayTotals totals(TelemetryStatistics message) {
        return new DayTotals(
                message.getDay(),
                message.getPackets(),
                message.getFields(),
                message.getTransmittedFields(),
                message.getPacketBytes(),
                message.getFullBytes());
    }

    static TelemetryStatistics write(Stamp stamp, DayTotals totals) {
        return stamp.on(TelemetryStatistics.newBuilder())
                .setDay((int) totals.day())
                .setPackets(totals.packets())
                .setFields(totals.fields())
                .setTransmittedFields(totals.transmitted())
                .setPacketBytes(totals.packetBytes())
                .setFullBytes(totals.fullBytes())
                .build();
    }

    static Presence presence(TelemetryAbsence message) {
        return new Presence(
                message.getUsualLagMs(),
                message.getStatus() == Status.STATUS_UNSPECIFIED
                        ? Optional.empty()
                        : Optional.of(new Absence(
                                message.getStartedMs(),
                                message.getEndedMs(),
                                message.getRecords(),
                                message.getArrivedMs(),
                                message.getStatus() == Status.STATUS_SYNCED)));
    }

    static TelemetryAbsence write(Stamp stamp, Presence presence) {
        var message = stamp.on(TelemetryAbsence.newBuilder()).setUsualLagMs(presence.usualLagMs());
        presence.absence()
                .ifPresent(absence -> message.setStartedMs(absence.startedMs())
                        .setEndedMs(absence.endedMs())
                        .setRecords(absence.records())
                        .setArrivedMs(absence.arrivedMs())
                        .setStatus(absence.isOver() ? Status.STATUS_SYNCED : Status.STATUS_SYNCING));
        return message.build();
    }
}
