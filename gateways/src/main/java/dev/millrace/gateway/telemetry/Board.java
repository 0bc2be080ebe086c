package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.telemetry.Messages.Level;
import dev.millrace.message.telemetry.TelemetryRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What there is to show: the newest readings, the compression of all vehicles, and the dashboards that watch.
 * Thread-safe.
 *
 * <p>Until the past has been read, readings are only collected, and a dashboard that opens is greeted but not told
 * the history yet.
 */
final class Board {

    private static final int KEPT = 1000;
    private static final int IN_HISTORY = 100;
    private static final int IN_STATUS = 10;

    private final Dashboards dashboards = new Dashboards();
    private final Vehicles vehicles = new Vehicles();
    private final RecentReadings recent = new RecentReadings(KEPT);
    private final List<Reading> past = new ArrayList<>();
    private final Underway underway = new Underway();
    private final List<Clearing> clearing = new ArrayList<>();
    private final List<Listener> waiting = new ArrayList<>();
    private boolean isLive;

    /** How many of the newest readings are worth reading from the past. */
    static int kept() {
        return KEPT;
    }

    /** What is known of a vehicle now. */
    synchronized void state(String vehicle, VehicleState state) {
        vehicles.update(vehicle, state);
        if (state.cleared() <= 0) return;
        underway.arrived(vehicle, state.cleared());
        recent.removeIf(reading -> reading.vin().key().equals(vehicle) && offset(reading.message()) < state.cleared());
        past.removeIf(reading -> reading.vin().key().equals(vehicle) && offset(reading.message()) < state.cleared());
        clearing.removeIf(asked -> asked.isEnded(vehicle, state.cleared()));
    }

    synchronized void show(String vehicle, TelemetryRecord message) {
        var offset = offset(message);
        underway.arrived(vehicle, offset);
        var known = vehicles.get(vehicle);
        if (offset < known.cleared()) return;
        vehicles.update(vehicle, known.counting(offset, Compression.of(message)));
        var reading = new Reading(Vin.ofKey(vehicle), message);
        if (!isLive) {
            past.add(reading);
            return;
        }
        recent.add(reading);
        if (dashboards.count() == 0) return;
        var stats = vehicles.compression();
        dashboards.send(Messages.arrival(reading));
        dashboards.send(detail -> Messages.telemetry(reading, stats.json(detail), detail));
        dashboards.sendCompression(() -> Messages.compression(stats.json(Detail.LEGACY)));
    }

    /** Completes when nothing of a vehicle is shown any more that is older than the offset. */
    synchronized CompletableFuture<@Nullable Void> cleared(String vehicle, long offset) {
        // Others have given up waiting.
        clearing.removeIf(other -> other.done.isDone());
        var asked = new Clearing(vehicle, offset, new CompletableFuture<>());
        if (!asked.isEnded(vehicle, vehicles.get(vehicle).cleared())) clearing.add(asked);
        return asked.done;
    }

    private record Clearing(String vehicle, long offset, CompletableFuture<@Nullable Void> done) {
        boolean isEnded(String of, long cleared) {
            if (!vehicle.equals(of) || cleared < offset) return false;
            done.complete(null);
            return true;
        }
    }

    synchronized List<Vin> vehicles() {
        return vehicles.keys().stream().map(Vin::ofKey).toList();
    }

    /** Some of what the vehicle sent is missing, so that it should send all of it once more. */
    synchronized boolean wantsKeyframe(Vin vin) {
        return vehicles.get(vin.key()).wantsKeyframe();
    }

    synchronized Map<String, Object> compression() {
        return vehicles.compression().json(Detail.LEGACY);
    }

    /** The past has been read. */
    synchronized void live() {
        if (isLive) return;
        isLive = true;
        recent.addAll(past);
        past.clear();
        var told = List.copyOf(waiting);
        waiting.clear();
        told.forEach(this::tellHistory);
    }

    synchronized boolean isLive() {
        return isLive;
    }

    /** Greets a dashboard, tells it the history, and from then on everything new. */
    synchronized void open(Listener dashboard) {
        dashboard.send(Messages.log("Connected to telemetry server", Level.SUCCESS));
        if (isLive) tellHistory(dashboard);
        else waiting.add(dashboard);
        dashboards.add(dashboard);
    }

    synchronized void close(Listener dashboard) {
        waiting.remove(dashboard);
        dashboards.remove(dashboard);
    }

    void announce(Payload payload) {
        dashboards.send(payload);
    }

    /** Packets of a vehicle were taken in, at these offsets; returns how many readings there are with them. */
    synchronized int accept(String vehicle, long... offsets) {
        for (var offset : offsets) underway.add(vehicle, offset);
        return count();
    }

    /** Readings that are there, and those on their way through the topology. */
    synchronized int count() {
        return Math.min(KEPT, recent.size() + underway.count());
    }

    int watching() {
        return dashboards.count();
    }

    synchronized Map<String, Object> status(boolean isScriptRunning, boolean isArchiveRunning) {
        var json = new LinkedHashMap<String, Object>();
        json.put("total_records", count());
        json.put("active_websockets", watching());
        json.put(
                "latest",
                recent.last(IN_STATUS).stream()
                        .map(reading -> reading.json(Detail.LEGACY))
                        .toList());
        json.put("script_running", isScriptRunning);
        json.put("compression_stats", vehicles.compression().json(Detail.LEGACY));
        json.put("status", "healthy");
        json.put("supabase_enabled", isArchiveRunning);
        return json;
    }

    private void tellHistory(Listener dashboard) {
        var history = recent.last(IN_HISTORY);
        dashboard.send(Messages.history(history, dashboard.detail()));
        dashboard.send(Messages.log("Loaded " + history.size() + " historical telemetry records", Level.INFO));
    }

    private static long offset(TelemetryRecord message) {
        return message.getSourceCount() == 0 ? 0 : message.getSource(0).getLastOffset();
    }
}
