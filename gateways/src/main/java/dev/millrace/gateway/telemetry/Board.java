package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.telemetry.Messages.Level;
import dev.millrace.message.telemetry.TelemetryRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private final String session;
    private final Dashboards dashboards = new Dashboards();
    private final CompressionTotals totals = new CompressionTotals();
    private final RecentReadings recent = new RecentReadings(KEPT);
    private final List<Reading> past = new ArrayList<>();
    private final List<Dashboard> waiting = new ArrayList<>();
    private boolean isLive;
    private long accepted;
    private long returned;

    /** @param session the packets that this gateway itself takes in */
    Board(String session) {
        this.session = session;
    }

    /** How many of the newest readings are worth reading from the past. */
    static int kept() {
        return KEPT;
    }

    /** The counters of a vehicle, as of an input record. */
    synchronized void counters(String vehicle, long offset, long total, long transmitted) {
        totals.update(vehicle, offset, total, transmitted);
    }

    synchronized void show(String vehicle, TelemetryRecord message) {
        var counted = message.getCompression();
        totals.update(vehicle, offset(message), counted.getTotal(), counted.getTransmitted());
        var reading = new Reading(Vin.ofKey(vehicle), message);
        if (!isLive) {
            past.add(reading);
            return;
        }
        recent.add(reading);
        if (message.getSessionId().equals(session)) returned++;
        if (dashboards.count() == 0) return;
        var stats = totals.json();
        dashboards.send(Messages.arrival(reading));
        dashboards.send(detail -> Messages.telemetry(reading, stats, detail));
    }

    /** The past has been read. */
    synchronized void live() {
        if (isLive) return;
        isLive = true;
        recent.addAll(past);
        past.stream()
                .filter(reading -> reading.message().getSessionId().equals(session))
                .forEach(r -> returned++);
        past.clear();
        waiting.forEach(this::tellHistory);
        waiting.clear();
    }

    synchronized boolean isLive() {
        return isLive;
    }

    /** Greets a dashboard, tells it the history, and from then on everything new. */
    synchronized void open(Dashboard dashboard) {
        dashboard.send(Messages.log("Connected to telemetry server", Level.SUCCESS));
        if (isLive) tellHistory(dashboard);
        else waiting.add(dashboard);
        dashboards.add(dashboard);
    }

    synchronized void close(Dashboard dashboard) {
        waiting.remove(dashboard);
        dashboards.remove(dashboard);
    }

    void announce(Payload payload) {
        dashboards.send(payload);
    }

    /** A packet was taken in; returns how many readings there are with it. */
    synchronized int accept() {
        accepted++;
        return count();
    }

    /** Readings that are there, and those on their way through the topology. */
    synchronized int count() {
        return (int) Math.min(KEPT, recent.size() + Math.max(0, accepted - returned));
    }

    int watching() {
        return dashboards.count();
    }

    synchronized Map<String, Object> status() {
        var json = new LinkedHashMap<String, Object>();
        json.put("total_records", count());
        json.put("active_websockets", watching());
        json.put(
                "latest",
                recent.last(IN_STATUS).stream()
                        .map(reading -> reading.json(Detail.LEGACY))
                        .toList());
        json.put("script_running", false);
        json.put("compression_stats", totals.json());
        json.put("status", "healthy");
        json.put("supabase_enabled", false);
        return json;
    }

    private void tellHistory(Dashboard dashboard) {
        var history = recent.last(IN_HISTORY);
        dashboard.send(Messages.history(history, dashboard.detail()));
        dashboard.send(Messages.log("Loaded " + history.size() + " historical telemetry records", Level.INFO));
    }

    private static long offset(TelemetryRecord message) {
        return message.getSourceCount() == 0 ? 0 : message.getSource(0).getLastOffset();
    }
}
