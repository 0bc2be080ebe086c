package dev.millrace.logger;

import dev.millrace.message.logger.LoggerCommand;
import dev.millrace.message.logger.LoggerEvent.Kind;
import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Provisioning;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one logger: does what commands ask, one after the other, and tells what happened. The logger ends with
 * its agent. Thread-safe.
 */
public final class LoggerAgent implements PartMain.Served {

    private final Cluster cluster;
    private final LoggerSettings settings;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "logger-agent"));
    private @Nullable Events events;
    private @Nullable CommandReader reader;
    private @Nullable RunningLogger running;

    public LoggerAgent(Cluster cluster, LoggerSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "logger";
    }

    @Override
    public String served() {
        return "commands to " + settings.name();
    }

    @Override
    public synchronized void start() {
        try {
            var topics = cluster.topics();
            Provisioning.ensure(cluster, List.of(topics.loggerCommands(), topics.loggerEvents()));
            events = new Events(cluster, settings);
            reader = CommandReader.start(cluster, settings.name(), command -> thread.execute(() -> obey(command)));
        } catch (KafkaException | IllegalStateException e) {
            throw new PartFailure("the logger's agent cannot use Kafka: " + e.getMessage(), e);
        }
        var pause = settings.lease().toMillis() / 3;
        thread.scheduleAtFixedRate(() -> tell(Kind.KIND_ALIVE, "", ""), 0, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized Health health() {
        if (reader == null || events == null) return Health.of(Health.State.STARTING, "not started");
        return reader.failure()
                .or(events::failure)
                .map(why -> Health.of(Health.State.DEGRADED, why))
                .orElseGet(Health::ready);
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (reader != null) reader.close();
        }
        thread.execute(() -> {
            end();
            tell(Kind.KIND_GONE, "", "");
        });
        thread.shutdown();
        try {
            thread.awaitTermination(settings.stopWithin().plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (events != null) events.close();
        }
    }

    private void obey(LoggerCommand command) {
        var id = command.getCommandId();
        var logger = running;
        if (command.getAction() == LoggerCommand.Action.ACTION_START) {
            if (logger != null) tell(Kind.KIND_ALREADY_RUNNING, id, "");
            else begin(id);
        } else if (logger == null) {
            tell(Kind.KIND_NOT_RUNNING, id, "");
        } else if (command.getAction() == LoggerCommand.Action.ACTION_STOP) {
            end();
            tell(Kind.KIND_STOPPED, id, "");
        } else if (command.getAction() == LoggerCommand.Action.ACTION_TOGGLE_OFFLINE) {
            var trouble = logger.pressEnter();
            tell(trouble.isEmpty() ? Kind.KIND_TOGGLED_OFFLINE : Kind.KIND_FAILED, id, trouble.orElse(""));
        } else {
            tell(Kind.KIND_FAILED, id, "unknown command " + command.getAction());
        }
    }

    private void begin(String id) {
        var outcome = RunningLogger.start(settings, line -> thread.execute(() -> tell(Kind.KIND_PRINTED, "", line)));
        if (outcome instanceof RunningLogger.Started started) {
            running = started.logger();
            tell(Kind.KIND_STARTED, id, "");
            started.logger().onEnd(() -> thread.execute(() -> ended(started.logger())));
        } else if (outcome instanceof RunningLogger.Absent absent) {
            tell(Kind.KIND_NOT_FOUND, id, absent.program());
        } else if (outcome instanceof RunningLogger.Refused refused) {
            tell(Kind.KIND_FAILED, id, refused.reason());
        }
    }

    /** By itself; one that was told to end is no longer the running one. */
    private void ended(RunningLogger logger) {
        if (running != logger) return;
        running = null;
        tell(Kind.KIND_STOPPED, "", "");
    }

    private void end() {
        var logger = running;
        running = null;
        if (logger != null) logger.end(settings.stopWithin());
    }

    private void tell(Kind kind, String commandId, String text) {
        Events told;
        synchronized (this) {
            told = events;
        }
        if (told != null) told.tell(kind, commandId, text, running != null);
    }

    /** How long an unanswered command is worth obeying. */
    static boolean isExpired(LoggerCommand command, Duration sinceEpoch) {
        return command.getExpiresNs() != 0 && command.getExpiresNs() < sinceEpoch.toNanos();
    }
}
