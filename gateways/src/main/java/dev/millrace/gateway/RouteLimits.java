package dev.millrace.gateway;

/**
 * What one HTTP route takes.
 *
 * @param maxBodyBytes a larger body is refused with 413
 * @param requestsPerSecond of one principal, or of one remote address when nobody has signed in; 0 for no limit
 * @param refusal how a request beyond the rate is refused, and one that comes while the gateway drains
 */
public record RouteLimits(long maxBodyBytes, int requestsPerSecond, Refusal refusal) {

    /** For small requests of people and programs. */
    public static final RouteLimits SMALL = new RouteLimits(64 << 10, 0, Refusal.PROBLEM_JSON);

    public RouteLimits {
        if (maxBodyBytes < 0) throw new IllegalArgumentException("a body cannot be smaller than 0: " + maxBodyBytes);
        if (requestsPerSecond < 0)
            throw new IllegalArgumentException("a rate cannot be negative: " + requestsPerSecond);
    }

    public RouteLimits body(long maxBytes) {
        return new RouteLimits(maxBytes, requestsPerSecond, refusal);
    }

    public RouteLimits rate(int perSecond) {
        return new RouteLimits(maxBodyBytes, perSecond, refusal);
    }

    public RouteLimits refuse(Refusal how) {
        return new RouteLimits(maxBodyBytes, requestsPerSecond, how);
    }
}
