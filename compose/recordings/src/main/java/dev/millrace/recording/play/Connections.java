package dev.millrace.recording.play;

import java.net.http.HttpClient;
import java.time.Duration;

/** The HTTP client that all players share: one selector thread however many of them there are. */
public final class Connections {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Connections() {}

    public static HttpClient client() {
        return CLIENT;
    }
}
