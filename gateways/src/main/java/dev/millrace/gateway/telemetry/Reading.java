package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.python.PythonFloat;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A complete reading of one vehicle, as dashboards get it. */
record Reading(Vin vin, TelemetryRecord message) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    /** The {@code data} of a message, with more of it for clients that asked for detail. */
    Map<String, Object> json(Detail detail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("timestamp", message.getTimestampMs());
        json.put("speed", message.getSpeed().getValue());
        json.put("battery", message.getBattery().getValue());
        json.put("power", message.getPower().getValue());
        json.put("odometer", message.getOdometer());
        json.put("heading", (long) message.getHeading().getValue());
        json.put("received_at", receivedAt());
        if (detail == Detail.FULL) {
            json.put("vehicle_vin", vin.text());
            Provenances.add(message, json);
        }
        return json;
    }

    /** What arrived, in the words of the legacy server's log. */
    String arrival() {
        if (!message.getCompressed()) {
            return "[KAFKA] \u2713 Received: Speed="
                    + PythonFloat.fixed(message.getSpeed().getValue(), 1) + " mph, Battery="
                    + PythonFloat.fixed(message.getBattery().getValue(), 1) + "%, Power="
                    + PythonFloat.fixed(message.getPower().getValue(), 1) + " kW";
        }
        var sent = new ArrayList<String>();
        if (isSent(message.getSpeed())) sent.add("Speed");
        if (isSent(message.getBattery())) sent.add("Battery");
        if (isSent(message.getPower())) sent.add("Power");
        if (isSent(message.getHeading())) sent.add("Heading");
        return "[KAFKA] Received: " + (sent.isEmpty() ? "No updates" : String.join(", ", sent))
                + (message.getResync() ? " [RESYNC]" : "");
    }

    long receivedNs() {
        return message.getReceivedNs();
    }

    /** In the gateway's own time zone, without naming it. */
    private String receivedAt() {
        var instant = Instant.ofEpochSecond(0, receivedNs());
        var local = LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
        return (local.getNano() / 1000 == 0 ? SECONDS : MICROSECONDS).format(local);
    }

    private static boolean isSent(Value value) {
        return value.getProvenance() == Provenance.PROVENANCE_TRANSMITTED;
    }
}
