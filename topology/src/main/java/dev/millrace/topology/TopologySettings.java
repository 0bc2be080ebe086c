package dev.millrace.topology;

import dev.millrace.part.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How topologies run; {@code topology.yaml} beside this class holds the defaults.
 *
 * @param run names of topologies, or {@code all}
 * @param threads per topology
 * @param standbyReplicas further instances that keep a copy of each store
 * @param commitInterval how often what was written becomes visible to committed readers
 * @param backgroundCommitInterval the same for topologies that nobody watches live
 * @param poll longest wait for input, and so the longest that a due commit is late
 * @param takeover after how long a killed instance's work is taken up by another
 * @param patience how long a start waits for Kafka
 * @param stateDirectory empty for a temporary one
 */
public record TopologySettings(
        List<String> run,
        int threads,
        int standbyReplicas,
        Duration commitInterval,
        Duration backgroundCommitInterval,
        Duration poll,
        Duration takeover,
        Duration patience,
        String stateDirectory,
        GroupProtocol groupProtocol,
        Stores stores,
        LegacyTelemetry legacyTelemetry,
        ImuSettings imu,
        TrackingSettings tracking) {

    /** Where Kafka decides who runs what: in the clients, or in the broker. */
    public enum GroupProtocol {
        CLASSIC,
        STREAMS
    }

    /** Where stores live between commits; both have changelogs. */
    public enum Stores {
        MEMORY,
        DISK
    }

    public TopologySettings {
        run = List.copyOf(run);
        if (run.isEmpty()) throw new IllegalArgumentException("run must name topologies, or be [all]");
        if (threads < 1) throw new IllegalArgumentException("threads must be at least 1: " + threads);
        if (standbyReplicas < 0) throw new IllegalArgumentException("standby-replicas must not be negative");
        requirePositive("commit-interval", commitInterval);
        requirePositive("background-commit-interval", backgroundCommitInterval);
        requirePositive("poll", poll);
        requirePositive("patience", patience);
        if (takeover.compareTo(commitInterval.multipliedBy(4)) < 0 || takeover.toSeconds() < 1) {
            throw new IllegalArgumentException("takeover must be at least 1s and four commit intervals: " + takeover);
        }
    }

    /** How often a topology commits; four commits fit into a takeover. */
    Duration commitInterval(TopologyDefinition.Pace pace) {
        if (pace == TopologyDefinition.Pace.LIVE) return commitInterval;
        var longest = takeover.dividedBy(4);
        return backgroundCommitInterval.compareTo(longest) < 0 ? backgroundCommitInterval : longest;
    }

    /** The settings of a process that runs topologies: {@code cluster} and {@code topology}. */
    public static Settings defaults() {
        return Settings.defaults(TopologySettings.class, "topology.yaml");
    }

    private static void requirePositive(String key, Duration duration) {
        if (duration.toMillis() < 1) throw new IllegalArgumentException(key + " must be at least 1ms: " + duration);
    }
}
