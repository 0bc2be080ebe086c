package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.Inquiry;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.gateway.telemetry.Messages.Level;
import dev.millrace.message.logger.LoggerCommand;
import dev.millrace.message.logger.LoggerCommand.Action;
import dev.millrace.message.logger.LoggerEvent;
import dev.millrace.message.logger.LoggerEvent.Kind;
import dev.millrace.topic.Stamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the agent of one logger to start and stop it, and tells dashboards what becomes of it. Thread-safe. */
final class LoggerControl implements Subscriber<LoggerEvent>, AutoCloseable {

    /** Enough to find the agent's newest event among those of others; it repeats itself soon. */
    private static final int PAST = 200;

    private static final String NOT_FOUND = "Logger executable not found. Compile it first with: "
            + "g++ -o logger logger.cpp telemetry.pb.cc -lprotobuf -lcurl";

    private final Platform platform;
    private final TelemetrySettings settings;
    private final Consumer<Payload> announce;
    private final Inquiry<LoggerCommand, LoggerEvent> inquiry;
    private @Nullable Subscription subscription;
    private volatile LoggerEvent newest = LoggerEvent.getDefaultInstance();
    private volatile Instant newestAppended = Instant.EPOCH;
    private volatile boolean isLive;
    private volatile long liveSince;

    /** @param announce tells all dashboards */
    LoggerControl(Platform platform, TelemetrySettings settings, Consumer<Payload> announce) {
        this.platform = platform;
        this.settings = settings;
        this.announce = announce;
        this.inquiry = new Inquiry<>(platform.fast(), platform.topics().loggerCommands(), LoggerEvent::getCommandId);
    }

    synchronized void start() {
        var events = platform.topics().loggerEvents();
        subscription = platform.fastLane().subscribe(Watch.key(events, settings.logger(), Start.tail(PAST)), this);
    }

    /** Its agent said so, and has not fallen silent since. */
    boolean isRunning() {
        return newest.getRunning() && isPresent();
    }

    /** It could be started. */
    boolean isAvailable() {
        return newest.getAvailable() && isPresent();
    }

    /**
     * It has no agent: none has said anything for as long as one that was asked would be waited for. What is old is told
     * by the brokers' clock, once it is known.
     */
    boolean isAbsent() {
        return isLive
                && platform.brokers().isKnown()
                && System.nanoTime() - liveSince
                        > settings.loggerAnswersWithin().toNanos()
                && !isPresent();
    }

    private boolean isPresent() {
        // The ends of its lease are by the agent's own clock.
        var lease = newest.getExpiresNs() - newest.getReceivedNs();
        return platform.brokers().since(newestAppended).toNanos() < lease;
    }

    /** Completes with what its agent answers; exceptionally when there is no agent, or no Kafka. */
    CompletableFuture<LoggerEvent> ask(Action action, String principal) {
        var now = nanoseconds(platform.clock().get());
        var within = settings.loggerAnswersWithin();
        return inquiry.ask(
                settings.logger(),
                id -> Stamp.received(now)
                        .capturedAt(now)
                        .principal(principal)
                        .on(LoggerCommand.newBuilder())
                        .setCommandId(id)
                        .setAction(action)
                        .setExpiresNs(now + within.toNanos())
                        .build(),
                within);
    }

    /** Tells the dashboards of every gateway what no agent tells. */
    CompletableFuture<?> tell(Kind kind, String principal) {
        var now = nanoseconds(platform.clock().get());
        var event = Stamp.received(now)
                .capturedAt(now)
                .principal(principal)
                .on(LoggerEvent.newBuilder())
                .setKind(kind)
                .build();
        return platform.fast().send(platform.topics().loggerEvents(), settings.logger(), event);
    }

    @Override
    public void onRecord(LiveRecord<LoggerEvent> live) {
        var event = live.value();
        if (event.getExpiresNs() != 0) {
            newest = event;
            newestAppended = live.appended();
        }
        if (!isLive) return;
        message(event).ifPresent(announce);
        inquiry.decided(event);
    }

    @Override
    public void onLive() {
        liveSince = System.nanoTime();
        isLive = true;
    }

    private static Optional<Payload> message(LoggerEvent event) {
        return switch (event.getKind()) {
            case KIND_STARTED -> log("=== Logger Started ===", Level.SUCCESS);
            case KIND_STOPPED -> log("=== Logger Stopped ===", Level.WARNING);
            case KIND_DATA_CLEARED -> log("=== Data Cleared ===", Level.INFO);
            case KIND_PRINTED -> log(event.getText(), Level.INFO);
            case KIND_NOT_FOUND -> log(NOT_FOUND, Level.ERROR);
            case KIND_FAILED -> log("Failed to start script: " + event.getText(), Level.ERROR);
            default -> Optional.empty();
        };
    }

    private static Optional<Payload> log(String text, Level level) {
        return Optional.of(Messages.log(text, level));
    }

    private static long nanoseconds(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    @Override
    public synchronized void close() {
        if (subscription != null) subscription.close();
        inquiry.close();
    }
}
