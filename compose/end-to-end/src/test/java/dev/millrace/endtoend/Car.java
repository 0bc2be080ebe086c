package dev.millrace.endtoend;

import dev.millrace.message.tesla.CompressedVehicleData;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;

/** A vehicle that posts compressed packets to the legacy port, as its logger does. */
record Car(Millrace millrace, String vin) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The last characters of the VIN, by which dashboards know it. */
    String shortVin() {
        return vin.substring(vin.length() - 6);
    }

    String post(CompressedVehicleData packet) {
        return post(packet.toByteArray());
    }

    String postHex(String packet) {
        return post(HexFormat.of().parseHex(packet));
    }

    private String post(byte[] packet) {
        var request = HttpRequest.newBuilder(millrace.http("telemetry", "/telemetry"))
                .header("X-Compressed", "true")
                .header("X-Vehicle-VIN", vin)
                .POST(HttpRequest.BodyPublishers.ofByteArray(packet))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError("the gateway did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
