package dev.millrace.gateway.amqp;

import com.google.protobuf.Message;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.amqp.Line.Direction;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which exchange goes with which topic, and which way. */
final class BridgePlan {

    /** Of poses, samples, modes and restarts, which are some hundred bytes: 25 MiB of them at most. */
    private static final Prefetch SMALL = new Prefetch(200, 128 << 10, 2000);
    /** Of pictures and point clouds, which may be as large as {@code amqp.max-message} lets them be. */
    private static final Prefetch LARGE = new Prefetch(8, Integer.MAX_VALUE, 24);

    private static final int SEEN = 65_536;

    private final BridgeSettings settings;
    private final Platform platform;
    private final AmqpServer server;
    private final MessageIds ids;
    private final List<Line> lines = new ArrayList<>();
    private final List<Crossing> crossings = new ArrayList<>();
    private final List<Audited> audited = new ArrayList<>();

    private BridgePlan(BridgeSettings settings, Platform platform, AmqpServer server, MessageIds ids) {
        this.settings = settings;
        this.platform = platform;
        this.server = server;
        this.ids = ids;
    }

    static BridgePlan of(BridgeSettings settings, Platform platform, AmqpServer server, MessageIds ids) {
        var plan = new BridgePlan(settings, platform, server, ids);
        plan.toExchanges();
        plan.toTopics();
        return plan;
    }

    List<Line> lines() {
        return lines;
    }

    List<Crossing> crossings() {
        return crossings;
    }

    List<Audited> audited() {
        return audited;
    }

    private void toExchanges() {
        var topics = platform.topics();
        var names = settings.exchanges();
        out(topics.videoFrames(), names.videoFrames(), new FrameDeparture(settings.decodedFrames()));
        if (settings.packets()) {
            out(topics.videoPackets(), names.videoStream(), new PacketDeparture(platform.clock()::correction));
        }
        out(topics.imuOrdered(), names.imuData(), new SampleDeparture(settings.imuDeviceKey()));
        out(topics.analysisModes(), names.analysisMode(), new ModeDeparture());
        out(topics.systemRestarts(), names.restart(), new RestartDeparture(platform.clock()));
    }

    private void toTopics() {
        var topics = platform.topics();
        var names = settings.exchanges();
        var stream = settings.streamKey();
        in(topics.trajectoryPoses(), names.trajectoryData(), () -> new TrajectoryReader(stream), SMALL);
        in(topics.imuSamples(), names.imuData(), () -> new SampleReader(settings.imuDeviceKey()), SMALL);
        in(topics.analysisResults(), names.processedFrames(), () -> new ResultReader(stream), LARGE);
        in(topics.pointcloudUpdates(), names.plyFanout(), () -> new CloudReader(stream), LARGE);
        in(topics.analysisModes(), names.analysisMode(), () -> new ModeReader(stream), SMALL);
        in(topics.systemRestarts(), names.restart(), () -> new RestartReader(platform.clock()), SMALL);
    }

    private <V extends Message> void out(Topic<V> topic, String exchange, Departure<V> departure) {
        if (exchange.isEmpty()) return;
        var line = new Line(exchange, topic.name(), Direction.TO_EXCHANGE);
        lines.add(line);
        crossings.add(new Egress<>(topic, departure, line, ids, server, settings, platform));
        audited.add(new Audited.Outward<>(line, topic, departure, new SeenMessages(SEEN)));
    }

    /** @param readers makes one for each that hears the exchange: some know what they have read */
    private <V extends Message> void in(
            Topic<V> topic, String exchange, Supplier<Reader<V>> readers, Prefetch prefetch) {
        if (exchange.isEmpty()) return;
        var line = new Line(exchange, topic.name(), Direction.TO_TOPIC);
        lines.add(line);
        crossings.add(new Ingress<>(topic, readers.get(), line, queue(exchange), prefetch, ids, server, platform));
        audited.add(new Audited.Inward<>(line, topic, readers.get(), prefetch.largest(), new SeenMessages(SEEN)));
    }

    /** One for all gateways of a platform; a call to restart is worth nothing when it has waited. */
    private IngressQueue queue(String exchange) {
        var name = platform.topics().namespace().qualify(settings.queues().prefix() + "." + exchange);
        Optional<Duration> validity = exchange.equals(settings.exchanges().restart())
                ? Optional.of(RestartDeparture.VALID)
                : Optional.empty();
        return new IngressQueue(name, settings.queues(), validity);
    }
}
