package dev.millrace.faults;

import dev.millrace.faults.Ledger.Entry;
import dev.millrace.message.tesla.CompressedVehicleData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Vehicles that post readings until as many are acknowledged as asked for. A reading without an answer is given up and
 * never sent again, so that each can be found once at the most.
 */
final class Fleet implements AutoCloseable {

    private static final int VEHICLES = 8;
    /** Slow enough that what fails has come back, and fails again, before all readings are through. */
    private static final Duration INTERVAL = Duration.ofMillis(25);

    private final URI telemetry;
    private final Ledger ledger;
    private final int acknowledgements;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(VEHICLES);

    Fleet(URI telemetry, Ledger ledger, int acknowledgements) {
        this.telemetry = telemetry;
        this.ledger = ledger;
        this.acknowledgements = acknowledgements;
    }

    /** Starts driving; each future ends when the fleet has all its acknowledgements. */
    List<Future<?>> drive() {
        var vehicles = new ArrayList<Future<?>>();
        for (var i = 0; i < VEHICLES; i++) {
            var vin = "FAULT" + i;
            vehicles.add(threads.submit(() -> {
                for (var number = 1L; ledger.acknowledgedCount() < acknowledgements; number++) {
                    post(new Entry(vin, number));
                    Pause.of(INTERVAL);
                }
                return vin;
            }));
        }
        return vehicles;
    }

    static void await(List<Future<?>> vehicles) throws InterruptedException, ExecutionException {
        for (var vehicle : vehicles) vehicle.get();
    }

    private void post(Entry entry) throws InterruptedException {
        var reading = CompressedVehicleData.newBuilder()
                .setTimestamp(entry.number())
                .setVehicleSpeed(entry.number() % 90)
                .setOdometer(entry.number())
                .build();
        var request = HttpRequest.newBuilder(telemetry)
                .timeout(Duration.ofSeconds(10))
                .header("X-Compressed", "true")
                .header("X-Vehicle-VIN", entry.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(reading.toByteArray()))
                .build();
        ledger.sent(entry);
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200 && response.body().contains("\"ok\"")) ledger.acknowledged(entry);
        } catch (IOException e) {
            // No answer: the reading may or may not have arrived. A vehicle does not hammer a door that is shut.
            Pause.of(Duration.ofMillis(20));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
