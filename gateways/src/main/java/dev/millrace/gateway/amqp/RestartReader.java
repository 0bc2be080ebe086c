package dev.millrace.gateway.amqp;

import dev.millrace.message.system.SystemRestart;
import java.time.Instant;
import java.util.function.Supplier;

/** Reads calls to begin anew: whatever is said on that exchange is one, unless it has waited here until it is old. */
final class RestartReader implements Reader<SystemRestart> {

    private static final String KEY = "all";
    private static final int LONGEST = 64 << 10;

    private final Supplier<Instant> clock;

    RestartReader(Supplier<Instant> clock) {
        this.clock = clock;
    }

    @Override
    public Arrived<SystemRestart> read(Incoming message) {
        if (RestartDeparture.isOld(message.receivedNs(), clock.get())) {
            return Arrived.refused("stale", "a call to begin anew waited for " + RestartDeparture.VALID);
        }
        return new Arrived.Taken<>(
                KEY,
                message.stamp()
                        .on(SystemRestart.newBuilder())
                        .setIssuedNs(message.receivedNs())
                        .setBody(message.text()
                                .filter(text -> text.length() <= LONGEST)
                                .orElse(""))
                        .setOrigin(message.exchange())
                        .setMessageId(message.messageId())
                        .build());
    }

    @Override
    public byte[] content(SystemRestart restart) {
        return restart.getBodyBytes().toByteArray();
    }

    /** One that is delivered again arrives anew. */
    @Override
    public SystemRestart lasting(SystemRestart restart) {
        return restart.toBuilder().clearIssuedNs().build();
    }
}
