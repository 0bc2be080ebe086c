package dev.millrace.gateway.hub.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Who alone may command which device, as the order of the records on the topic decides. Time is the broker's, so that
 * every gateway that reads the same records answers alike. Not thread-safe.
 *
 * <p>A claim is granted when no other holder's claim stands. A claim stands until it ends or is released, granted or
 * not: so what holds at a moment depends on the records of the last {@link #MEMORY} alone, and a gateway that starts
 * knows all that one that always ran does once it has read these. A claim that lost is to be released at once.
 */
final class Leases {

    /** No claim lasts longer, whatever its record says. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    /** How far back records matter. */
    static final Duration MEMORY = LONGEST.multipliedBy(2);

    /** A lease that is held. */
    record Grant(String holder, long untilMs) {}

    private static final class Device {
        final Map<String, Long> claims = new HashMap<>();
        Grant grant = NONE;

        boolean stands(String holder, long atMs) {
            var until = claims.get(holder);
            return until != null && until > atMs;
        }

        boolean isClaimedByOther(String holder, long atMs) {
            return claims.keySet().stream().anyMatch(other -> !other.equals(holder) && stands(other, atMs));
        }

        boolean isForgotten(long atMs) {
            return claims.keySet().stream().noneMatch(holder -> stands(holder, atMs));
        }
    }

    private static final Grant NONE = new Grant("", 0);

    private final Map<String, Device> devices = new HashMap<>();
    private int claimsSinceSweep;

    /** @return whether the holder has the device until {@code atMs + length} */
    boolean claim(String device, String holder, Duration length, long atMs) {
        if (holder.isEmpty() || length.isNegative() || length.isZero()) return false;
        sweep(atMs);
        var known = devices.computeIfAbsent(device, absent -> new Device());
        known.claims.values().removeIf(until -> until <= atMs);
        var until = atMs + (length.compareTo(LONGEST) < 0 ? length : LONGEST).toMillis();
        known.claims.merge(holder, until, Math::max);
        if (known.isClaimedByOther(holder, atMs)) return false;
        known.grant = new Grant(holder, Math.max(until, known.grant.holder.equals(holder) ? known.grant.untilMs : 0));
        return true;
    }

    void release(String device, String holder) {
        var known = devices.get(device);
        if (known == null) return;
        known.claims.remove(holder);
        if (known.grant.holder.equals(holder)) known.grant = NONE;
    }

    Optional<Grant> grant(String device, long atMs) {
        var known = devices.get(device);
        return known == null || known.grant.untilMs <= atMs ? Optional.empty() : Optional.of(known.grant);
    }

    /** Whether a command of this holder, or of one that holds nothing, is for the device. */
    boolean permits(String device, String holder, long atMs) {
        return grant(device, atMs).map(grant -> grant.holder.equals(holder)).orElse(true);
    }

    /** Devices of which anything is known. */
    int size() {
        return devices.size();
    }

    /** Once for every so many claims as there are devices, so that a claim stays cheap. */
    private void sweep(long atMs) {
        if (claimsSinceSweep++ < devices.size()) return;
        claimsSinceSweep = 0;
        for (Iterator<Device> all = devices.values().iterator(); all.hasNext(); ) {
            if (all.next().isForgotten(atMs)) all.remove();
        }
    }
}
