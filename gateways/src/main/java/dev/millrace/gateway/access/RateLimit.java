package dev.millrace.gateway.access;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many requests per second of each client, a second's worth at once. Remembers the {@value #CLIENTS} clients that
 * were here last. Thread-safe.
 */
public final class RateLimit {

    private static final int CLIENTS = 10_000;

    private final int perSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS;
        }
    };

    /** @param perSecond 0 for no limit */
    public RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /** How long the client should wait; zero when it is admitted. */
    public Duration admit(String client) {
        if (perSecond == 0) return Duration.ZERO;
        return Duration.ofNanos(bucketOf(client).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    private synchronized Bucket bucketOf(String client) {
        return buckets.computeIfAbsent(client, c -> bucket(perSecond));
    }

    /** Of a rate alone, not shared. */
    public static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
