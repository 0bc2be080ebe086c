package dev.millrace.gateway.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vehicles by their keys, and the compression of all of them together. Not thread-safe. */
final class Vehicles {

    private final Map<String, VehicleState> vehicles = new HashMap<>();
    private Compression compression = Compression.NONE;

    /** Takes the state of a vehicle, unless a newer one is known. What was once cleared stays so. */
    void update(String vehicle, VehicleState state) {
        var known = get(vehicle);
        var cleared = Math.max(known.cleared(), state.cleared());
        if (state.offset() < known.offset()) {
            vehicles.put(vehicle, known.clearedBefore(cleared));
            return;
        }
        vehicles.put(vehicle, state.clearedBefore(cleared));
        compression = compression.plus(state.compression()).minus(known.compression());
    }

    VehicleState get(String vehicle) {
        return vehicles.getOrDefault(vehicle, VehicleState.UNKNOWN);
    }

    List<String> keys() {
        return List.copyOf(vehicles.keySet());
    }

    Compression compression() {
        return compression;
    }
}
