package dev.millrace.gateway.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The section {@code clock} of {@code gateway.yaml}, where each key is explained. */
public record ClockSettings(Ntp ntp) {

    /** When time servers are asked. */
    public enum Ask {
        /** When some are named. */
        AUTO,
        ALWAYS,
        NEVER
    }

    /** @param server asked before all others; empty for none */
    public record Ntp(Ask ask, String server, List<String> servers, Duration interval, Duration timeout) {
        public Ntp {
            servers = List.copyOf(servers);
            if (interval.toMillis() < 100) throw new IllegalArgumentException("interval must be at least 100ms");
            if (timeout.toMillis() < 10) throw new IllegalArgumentException("timeout must be at least 10ms");
        }

        boolean isOn() {
            return ask == Ask.ALWAYS || ask == Ask.AUTO && !(server.isEmpty() && servers.isEmpty());
        }

        /** In the order in which they are asked. */
        List<String> inOrder() {
            var all = new ArrayList<String>();
            if (!server.isEmpty()) all.add(server);
            all.addAll(servers.isEmpty() ? PUBLIC : servers);
            return all.stream().distinct().toList();
        }
    }

    private static final List<String> PUBLIC = List.of(
            "pool.ntp.org",
            "1.pool.ntp.org",
            "2.pool.ntp.org",
            "time.google.com",
            "time.cloudflare.com",
            "time.windows.com",
            "time.apple.com",
            "0.pool.ntp.org");
}
