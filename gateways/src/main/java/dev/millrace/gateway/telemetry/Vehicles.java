package dev.millrace.gateway.telemetry;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vehicles by their keys, and the compression of all of them together. Not thread-safe. */
final class Vehicles {

    private final Map<String, VehicleState> vehicles = new HashMap<>();
    private long total;
    private long transmitted;

    /** Takes the state of a vehicle, unless a newer one is known. What was once cleared stays so. */
    void update(String vehicle, VehicleState state) {
        var known = get(vehicle);
        var cleared = Math.max(known.cleared(), state.cleared());
        if (state.offset() < known.offset()) {
            vehicles.put(vehicle, known.clearedBefore(cleared));
            return;
        }
        vehicles.put(vehicle, state.clearedBefore(cleared));
        total += state.total() - known.total();
        transmitted += state.transmitted() - known.transmitted();
    }

    VehicleState get(String vehicle) {
        return vehicles.getOrDefault(vehicle, VehicleState.UNKNOWN);
    }

    List<String> keys() {
        return List.copyOf(vehicles.keySet());
    }

    /** As dashboards read them; the ratio in percent. */
    Map<String, Object> compression() {
        var skipped = total - transmitted;
        var ratio = total == 0 ? 0.0 : PythonFloat.round((double) skipped / total * 100, 2);
        var json = new LinkedHashMap<String, Object>();
        json.put("total_readings", total);
        json.put("transmitted_readings", transmitted);
        json.put("skipped_readings", skipped);
        json.put("compression_ratio", ratio);
        return json;
    }
}
