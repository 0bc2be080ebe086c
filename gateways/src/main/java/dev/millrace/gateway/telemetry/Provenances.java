package dev.millrace.gateway.telemetry;

import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryRecord.Signal;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the values of a reading came from and how far they may be off, and the signals that legacy dashboards know nothing of. */
final class Provenances {

    private Provenances() {}

    /** A quantity that the vehicle has not said, or says no more, is null here; legacy dashboards are shown 0. */
    static void add(TelemetryRecord message, Map<String, Object> json) {
        json.put("protocol", protocol(message));
        var values = new LinkedHashMap<String, Optional<Value>>();
        values.put("speed", Optional.of(message.getSpeed()).filter(value -> message.hasSpeed()));
        values.put("battery", Optional.of(message.getBattery()).filter(value -> message.hasBattery()));
        values.put("power", Optional.of(message.getPower()).filter(value -> message.hasPower()));
        values.put("heading", Optional.of(message.getHeading()).filter(value -> message.hasHeading()));
        values.put("odometer", odometer(message));
        var provenance = new LinkedHashMap<String, Object>();
        var bounds = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> {
            // The bound that is told is of the value itself.
            json.put(name, value.map(Value::getValue).orElse(null));
            value.ifPresent(known -> provenance.put(name, text(known)));
            value.filter(Value::hasBound).ifPresent(known -> bounds.put(name, known.getBound()));
        });
        json.put("provenance", provenance);
        json.put("bounds", bounds);
        var signals = new LinkedHashMap<String, Object>();
        for (var signal : message.getSignalsList()) signals.put(signal.getName(), signal(signal.getValue()));
        if (!signals.isEmpty()) json.put("signals", signals);
    }

    /** Legacy loggers always send it. */
    private static Optional<Value> odometer(TelemetryRecord message) {
        if (message.getProtocol() == Protocol.PROTOCOL_CLOSED_LOOP) {
            return message.getSignalsList().stream()
                    .filter(signal -> signal.getName().equals("odometer"))
                    .map(Signal::getValue)
                    .findFirst();
        }
        return Optional.of(Value.newBuilder()
                .setValue(message.getOdometer())
                .setProvenance(Provenance.PROVENANCE_TRANSMITTED)
                .build());
    }

    private static Map<String, Object> signal(Value value) {
        var json = new LinkedHashMap<String, Object>();
        json.put("value", value.getValue());
        json.put("provenance", text(value));
        if (value.hasBound()) json.put("bound", value.getBound());
        return json;
    }

    private static String text(Value value) {
        return switch (value.getProvenance()) {
            case PROVENANCE_TRANSMITTED -> "transmitted";
            case PROVENANCE_DEGRADED -> "degraded";
            default -> "predicted";
        };
    }

    private static String protocol(TelemetryRecord message) {
        return switch (message.getProtocol()) {
            case PROTOCOL_CLOSED_LOOP -> "closed-loop";
            case PROTOCOL_LEGACY_FULL -> "legacy-full";
            default -> "legacy-compressed";
        };
    }
}
