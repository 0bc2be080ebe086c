package dev.millrace.gateway.amqp;

import dev.millrace.message.system.SystemRestart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Calls to begin anew, while they are new: one that was kept would restart everything once more. */
final class RestartDeparture implements Departure<SystemRestart> {

    static final Duration VALID = Duration.ofSeconds(10);

    private static final byte[] PLAIN = "{\"type\":\"restart\"}".getBytes(StandardCharsets.UTF_8);

    private final Supplier<Instant> clock;

    RestartDeparture(Supplier<Instant> clock) {
        this.clock = clock;
    }

    @Override
    public List<Outgoing> of(String key, SystemRestart restart) {
        if (!restart.getOrigin().isEmpty() || isOld(restart.getIssuedNs(), clock.get())) return List.of();
        return List.of(Outgoing.json(
                restart.getBody().isEmpty() ? PLAIN : restart.getBodyBytes().toByteArray()));
    }

    static boolean isOld(long issuedNs, Instant now) {
        return Instant.ofEpochSecond(0, issuedNs).plus(VALID).isBefore(now);
    }
}
