package dev.millrace.gateway.hub.control;

import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.hub.control.Leases.Grant;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.live.Payload;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The devices that one pilot has, or wants, to itself. Whatever it commands renews them. Thread-safe. */
final class Holdings {

    private static final int MOST = 8;
    private static final Pattern LEASE = Pattern.compile("[0-9A-Za-z-]{16,64}");

    /** @param renewMs when to ask for more time */
    private record Held(long untilMs, long renewMs) {}

    private final ControlSender sender;
    private final ControlReader reader;
    private final Duration lease;
    private final Consumer<Payload> tell;
    private final Set<String> wanted = new HashSet<>();
    private final Map<String, Held> held = new HashMap<>();
    private String name = UUID.randomUUID().toString();
    private boolean hasAsked;

    Holdings(ControlSender sender, ControlReader reader, Duration lease, Consumer<Payload> tell) {
        this.sender = sender;
        this.reader = reader;
        this.lease = lease;
        this.tell = tell;
    }

    /** A group can have the name of a device, but not the word for all. */
    static boolean isDevice(String target) {
        return !target.equals(Devices.ALL);
    }

    /** Under what name the pilot holds devices; empty while it has never asked for one. */
    synchronized String holder() {
        return hasAsked ? name : "";
    }

    /** @param shown the lease that the pilot got on an earlier socket; empty for none */
    CompletionStage<?> take(String device, String shown) {
        synchronized (this) {
            if (wanted.isEmpty() && LEASE.matcher(shown).matches()) name = shown;
            hasAsked = true;
        }
        var other = reader.grant(device).filter(grant -> !grant.holder().equals(holder()));
        if (other.isPresent()) return refuse(device, Notices.TAKEN);
        synchronized (this) {
            if (wanted.size() < MOST) wanted.add(device);
            if (!wanted.contains(device)) return refuse(device, "a pilot has at most " + MOST + " devices");
        }
        return claim(device, true);
    }

    private CompletionStage<?> refuse(String device, String reason) {
        tell.accept(Notices.notTaken(device, reason));
        return SocketHandler.DONE;
    }

    CompletionStage<?> release(String device) {
        var name = holder();
        synchronized (this) {
            wanted.remove(device);
            held.remove(device);
        }
        if (name.isEmpty()) {
            tell.accept(Notices.released(device));
            return SocketHandler.DONE;
        }
        return sender.release(device, name).whenComplete((done, failure) -> {
            if (failure == null) tell.accept(Notices.released(device));
            else tell.accept(Notices.notTaken(device, String.valueOf(failure.getMessage())));
        });
    }

    /** The pilot is at it: asks for more time where half of it is gone, and says what has been lost. */
    void keep() {
        var nowMs = reader.nowMs();
        var renew = new HashMap<String, Held>();
        synchronized (this) {
            if (held.isEmpty()) return;
            held.forEach((device, had) -> {
                if (had.untilMs <= nowMs) lost(device);
                else if (had.renewMs <= nowMs) renew.put(device, new Held(had.untilMs, nowMs + lease.toMillis() / 4));
            });
            held.values().removeIf(had -> had.untilMs <= nowMs);
            held.putAll(renew);
        }
        renew.keySet().forEach(device -> claim(device, false));
    }

    private void lost(String device) {
        wanted.remove(device);
        tell.accept(Notices.lost(device));
    }

    /** @param isAsked whether the pilot waits for an answer */
    private CompletionStage<?> claim(String device, boolean isAsked) {
        var id = UUID.randomUUID().toString();
        reader.expect(id, grant -> onDecision(device, grant, isAsked));
        return sender.claim(device, id, holder()).whenComplete((done, failure) -> {
            if (failure == null) return;
            reader.forget(id);
            if (isAsked) forget(device);
            if (isAsked) tell.accept(Notices.notTaken(device, String.valueOf(failure.getMessage())));
        });
    }

    /** What was released meanwhile is not taken up again; its release follows the claim. */
    private void onDecision(String device, Optional<Grant> decision, boolean isAsked) {
        synchronized (this) {
            if (!wanted.contains(device)) return;
            decision.ifPresent(grant ->
                    held.put(device, new Held(grant.untilMs(), grant.untilMs() - lease.toMillis() / 2)));
        }
        if (forget(device)) {
            // A claim that lost would keep its winner from going on.
            sender.release(device, holder());
        }
        if (!isAsked) return;
        tell.accept(decision.map(grant -> Notices.taken(device, grant.holder(), grant.untilMs() - reader.nowMs()))
                .orElseGet(() -> Notices.notTaken(device, Notices.TAKEN)));
    }

    /** Wants it no more, unless the pilot has it. */
    private synchronized boolean forget(String device) {
        var had = held.get(device);
        return (had == null || had.untilMs <= reader.nowMs()) && wanted.remove(device);
    }
}
