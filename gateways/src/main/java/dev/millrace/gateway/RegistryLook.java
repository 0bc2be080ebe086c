package dev.millrace.gateway;

import dev.millrace.part.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

/** Whether a schema registry answers. What is known already is written and read without it; new schemas are not. */
final class RegistryLook {

    private final String addresses;
    private final Duration patience;
    private final HttpClient http;

    /** @param addresses of one registry, joined by commas */
    RegistryLook(String addresses, Duration patience) {
        this.addresses = addresses;
        this.patience = patience;
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /** Ready when one of its addresses answers, whatever it says, or when there is none to ask. */
    Health look() {
        if (addresses.isBlank()) return Health.ready();
        var answers = Arrays.stream(addresses.split(",")).map(String::strip).anyMatch(this::answers);
        return answers
                ? Health.ready()
                : Health.of(Health.State.DEGRADED, "the schema registry at " + addresses + " does not answer");
    }

    private boolean answers(String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address.replaceAll("/+$", "") + "/subjects"))
                    .timeout(patience)
                    .build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
