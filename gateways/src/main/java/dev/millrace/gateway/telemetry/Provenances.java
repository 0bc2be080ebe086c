package dev.millrace.gateway.telemetry;

import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the values of a reading came from and how far they may be off, and the signals that legacy dashboards know nothing of. */
final class Provenances {

    private Provenances() {}

    static void add(TelemetryRecord message, Map<String, Object> json) {
        json.put("protocol", protocol(message));
        var values = new LinkedHashMap<String, Value>();
        values.put("speed", message.getSpeed());
        values.put("battery", message.getBattery());
        values.put("power", message.getPower());
        values.put("heading", message.getHeading());
        var provenance = new LinkedHashMap<String, Object>();
        var bounds = new LinkedHashMap<String, Object>();
        values.forEach((name, value) -> {
            provenance.put(name, text(value));
            if (value.hasBound()) bounds.put(name, value.getBound());
        });
        provenance.put("odometer", "transmitted");
        json.put("provenance", provenance);
        json.put("bounds", bounds);
        var signals = new LinkedHashMap<String, Object>();
        for (var signal : message.getSignalsList()) signals.put(signal.getName(), signal(signal.getValue()));
        if (!signals.isEmpty()) json.put("signals", signals);
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
