package dev.millrace.topology.telemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The legacy reconstruction of one vehicle, written down anew from its description: a dictionary of predictions, as in
 * the Python original. An oracle for {@link Vehicle}.
 */
final class LegacyServer {

    private final Map<String, Double> predicted = new HashMap<>();
    long total;
    long transmitted;

    double[] receive(Packet packet) {
        var fields = new String[] {"speed", "battery", "power", "heading"};
        var sent = new OptionalDouble[] {packet.speed(), packet.battery(), packet.power(), packet.heading()};
        var shown = new double[4];
        for (var i = 0; i < 4; i++) {
            total++;
            if (sent[i].isEmpty()) {
                var frozen = predicted.getOrDefault(fields[i], 0.0);
                shown[i] = fields[i].equals("heading") ? (double) (long) (double) frozen : frozen;
                continue;
            }
            transmitted++;
            var value = sent[i].getAsDouble();
            shown[i] = value;
            predicted.merge(fields[i], 0.3 * value + 0.7 * value, (old, first) -> 0.3 * value + 0.7 * old);
        }
        return shown;
    }
}
