package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Manners;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.history.VehicleHistory;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.gateway.retention.Dependence;
import dev.millrace.gateway.retention.RetentionWatch;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Vehicles' telemetry as the legacy server spoke it: packets in by {@code POST /telemetry}, complete readings out on
 * {@code /ws}, and a logger that dashboards start and stop.
 */
final class TelemetryCapability implements Capability {

    static final String NAME = "telemetry";

    private static final ByteSize OUTBOX = ByteSize.parse("1MiB");

    private final Board board;
    private final BoardReader reader;
    private final LoggerControl logger;
    private final ArchiveWatch archive;
    private final RetentionWatch retention;
    private final PacketRoutes packetRoutes;
    private final LoggerRoutes loggerRoutes;
    private final HistoryRoutes historyRoutes;
    private final Outboxes outboxes;
    private final ExecutorService answers =
            Executors.newFixedThreadPool(2, task -> new Thread(task, "telemetry-answers"));

    TelemetryCapability(Platform platform, TelemetrySettings settings) {
        var session = platform.instance() + "-"
                + Long.toHexString(platform.clock().get().toEpochMilli());
        var packets = new PacketIntake(platform, platform.exact(), session);
        this.board = new Board();
        this.reader = new BoardReader(board, platform.seenEarly(), platform.topics());
        this.logger = new LoggerControl(platform, settings, board::announce);
        this.archive = new ArchiveWatch(settings.archive());
        this.retention = new RetentionWatch(
                platform.cluster(),
                platform.brokers()::now,
                Duration.ofSeconds(30),
                platform.meters(),
                dependences(platform.topics(), archive.isKept()));
        platform.exact().guard(platform.topics().telemetryCompressed(), retention::refusal);
        this.packetRoutes = new PacketRoutes(packets, board, settings.malformedStatus(), answers);
        this.loggerRoutes = new LoggerRoutes(logger, packets, board, answers);
        this.historyRoutes = new HistoryRoutes(new VehicleHistory(platform.history()));
        this.outboxes = new Outboxes("telemetry/ws", Overflow.DROP_OLDEST, OUTBOX, platform.meters());
    }

    /** Whoever makes of packets what is kept for good. */
    private static List<Dependence> dependences(Topics topics, boolean isArchived) {
        var topologies = List.of(
                Dependence.byTopology(topics.telemetryRaw(), "telemetry-ingestion"),
                Dependence.byTopology(topics.telemetryCompressed(), "telemetry-reconstruction"),
                Dependence.byTopology(topics.telemetryRecords(), "telemetry-statistics"));
        if (!isArchived) return topologies;
        var connectors = List.of(
                Dependence.byConnector(topics.telemetryRecords(), "telemetry-records"),
                Dependence.byConnector(topics.telemetryStats(), "telemetry-stats"),
                Dependence.byConnector(topics.telemetryAbsences(), "telemetry-absences"));
        return Stream.concat(topologies.stream(), connectors.stream()).toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void mount(Routes routes) {
        routes.manners(Manners.LEGACY);
        routes.get("/", RouteLimits.SMALL, context -> Answers.json(context, greeting()));
        routes.get("/status", RouteLimits.SMALL, context -> Answers.json(context, status()));
        packetRoutes.mount(routes);
        loggerRoutes.mount(routes);
        historyRoutes.mount(routes);
        routes.socket("/ws", SocketLimits.SMALL.legacyMessage(), this::open);
    }

    @Override
    public void start() {
        reader.start();
        logger.start();
        archive.start();
        retention.start();
    }

    @Override
    public Health health() {
        var components = new LinkedHashMap<String, Health>();
        components.put("dashboards", reader.health());
        components.put("retention", retention.health());
        archive.health().ifPresent(said -> components.put("archive", said));
        return Health.of(components);
    }

    /** Questions that nobody will answer now end at once. */
    @Override
    public void drain(Duration atMost) {
        logger.close();
    }

    @Override
    public void stop() {
        reader.close();
        logger.close();
        archive.close();
        retention.close();
        answers.shutdown();
    }

    private SocketHandler open(SocketOpening opening) {
        var dashboard = new Dashboard(opening, outboxes.open(opening.session()), loggerRoutes, board::close);
        board.open(dashboard);
        return dashboard;
    }

    private Map<String, Object> greeting() {
        var greeting = new LinkedHashMap<String, Object>();
        greeting.put("message", "Tesla Telemetry Server");
        greeting.put("records_buffered", board.count());
        greeting.put("active_connections", board.watching());
        greeting.put("compression_enabled", true);
        return greeting;
    }

    private Map<String, Object> status() {
        return board.status(logger.isRunning(), archive.isRunning());
    }
}
