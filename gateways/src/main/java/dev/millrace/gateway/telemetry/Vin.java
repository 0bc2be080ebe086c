package dev.millrace.gateway.telemetry;

import dev.millrace.edge.Arrival;
import dev.millrace.topic.Key;
import java.util.Optional;

/** A vehicle's identification, as it was sent and as a record's key. */
record Vin(String text, String key) {

    private static final int SHOWN = 6;

    /** The VIN of a request's header; the documented default when there is none, empty when it cannot be a key. */
    static Optional<Vin> ofHeader(Optional<String> header) {
        var text = header.map(String::trim).filter(value -> !value.isEmpty()).orElse(Arrival.DEFAULT_VIN);
        return Key.of(text).map(key -> new Vin(text, key));
    }

    static Vin ofKey(String key) {
        return new Vin(Key.text(key), key);
    }

    /** Its last characters, by which dashboards tell vehicles apart. */
    String shown() {
        return text.length() <= SHOWN ? text : text.substring(text.length() - SHOWN);
    }
}
