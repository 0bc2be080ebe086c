package dev.millrace.gateway;

import dev.millrace.gateway.access.AccessSettings;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Settings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The section {@code gateway} of {@code gateway.yaml}, where each key is explained.
 *
 * @param legacyPorts by capability; -1 for none
 */
public record GatewaySettings(
        String instance,
        String host,
        int port,
        Map<String, Integer> legacyPorts,
        List<String> capabilities,
        AccessSettings access,
        Tls tls,
        Requests requests,
        Sockets sockets,
        Duration kafkaWait) {

    private static final Map<String, String> LEGACY_VARIABLES = Map.of(
            "BIND_HOST", "gateway.host",
            "API_PORT", "gateway.legacy-ports.hub",
            "PORT", "gateway.legacy-ports.telemetry",
            "NTP_SERVER", "clock.ntp.server");

    /** The legacy hub's names of where its AMQP broker is and what its exchanges are called. */
    private static final Map<String, String> LEGACY_AMQP_VARIABLES = Map.of(
            "RABBITMQ_URL", "amqp.url",
            "VIDEO_FRAMES_EXCHANGE", "amqp.exchanges.video-frames",
            "VIDEO_STREAM_EXCHANGE", "amqp.exchanges.video-stream",
            "IMU_DATA_EXCHANGE", "amqp.exchanges.imu-data",
            "PROCESSED_FRAMES_EXCHANGE", "amqp.exchanges.processed-frames",
            "ANALYSIS_MODE_EXCHANGE", "amqp.exchanges.analysis-mode",
            "TRAJECTORY_DATA_EXCHANGE", "amqp.exchanges.trajectory-data",
            "PLY_FANOUT_EXCHANGE", "amqp.exchanges.ply-fanout",
            "RESTART_EXCHANGE", "amqp.exchanges.restart");

    /** @param legacyPorts whether those, too, speak TLS */
    public record Tls(String keyStore, String passwordFile, boolean legacyPorts) {
        public Tls {
            if (keyStore.isEmpty() != passwordFile.isEmpty()) {
                throw new IllegalArgumentException("key-store and password-file go together");
            }
        }

        public boolean isOn() {
            return !keyStore.isEmpty();
        }
    }

    /** @param minRate of a body's bytes per second, on average */
    public record Requests(int threads, Duration idle, ByteSize minRate, Duration timeout) {
        public Requests {
            if (threads < 8) throw new IllegalArgumentException("threads must be at least 8: " + threads);
        }
    }

    public record Sockets(int maxOpen, Duration ping, Duration pong, Duration writeTimeout) {
        public Sockets {
            if (maxOpen < 1) throw new IllegalArgumentException("max-open must be at least 1: " + maxOpen);
            if (ping.toMillis() < 50 || pong.toMillis() < 50) {
                throw new IllegalArgumentException("ping and pong must be at least 50ms");
            }
        }
    }

    public GatewaySettings {
        legacyPorts = Map.copyOf(legacyPorts);
        capabilities = List.copyOf(capabilities);
        checkPort(port, 0);
        legacyPorts.values().forEach(p -> checkPort(p, -1));
        if (instance.isEmpty())
            instance = ManagementFactory.getRuntimeMXBean().getName().replace('@', '-');
    }

    /** The commented file of defaults. */
    public static Settings defaults() {
        return Settings.defaults(GatewaySettings.class, "gateway.yaml");
    }

    /** The defaults overlaid with the environment, the names of the legacy servers included. */
    public static Settings of(Map<String, String> environment) {
        return withLegacyAmqp(defaults().with(environment, LEGACY_VARIABLES), environment);
    }

    /** Overlaid with what the legacy hub's variables say of AMQP, and the platform's own variables over that. */
    public static Settings withLegacyAmqp(Settings settings, Map<String, String> environment) {
        return settings.with(environment, LEGACY_AMQP_VARIABLES);
    }

    private static void checkPort(int port, int least) {
        if (port < least || port > 65535) throw new IllegalArgumentException("not a port: " + port);
    }
}
