package dev.millrace.gateway;

import dev.millrace.gateway.clock.BrokerClock;
import dev.millrace.gateway.clock.ClockSettings;
import dev.millrace.gateway.clock.NtpClock;
import dev.millrace.gateway.history.History;
import dev.millrace.gateway.history.HistorySettings;
import dev.millrace.gateway.live.Intake;
import dev.millrace.gateway.live.IntakeLimits;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.LiveReader.Lane;
import dev.millrace.gateway.live.TailLimits;
import dev.millrace.gateway.live.UnreadableRecord;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a gateway's clients of one cluster; none of them needs it to be there yet. */
final class PlatformSource {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformSource.class);

    private final Cluster cluster;
    private final MessageSerdes serdes;
    private final HistorySettings history;
    private final ClockSettings clock;
    private final MeterRegistry meters;
    private final LogThrottle unreadable = new LogThrottle();

    PlatformSource(Cluster cluster, HistorySettings history, ClockSettings clock, MeterRegistry meters) {
        this.cluster = cluster;
        this.serdes = new MessageSerdes(cluster);
        this.history = history;
        this.clock = clock;
        this.meters = meters;
    }

    Platform open(String instance) {
        var brokers = new BrokerClock();
        var exact = Intake.exact(cluster, serdes, IntakeLimits.EXACT, meters, brokers::stamped);
        return new Platform(
                instance,
                cluster,
                cluster.topics(),
                serdes,
                exact,
                Intake.fast(cluster, serdes, IntakeLimits.FAST, meters, brokers::stamped),
                reader(Lane.EXACT_SEEN_EARLY),
                reader(Lane.EXACT_SEEN_COMMITTED),
                reader(Lane.FAST),
                new History(history),
                meters,
                brokers,
                NtpClock.start(clock, new ClockRecords(instance, cluster.topics(), exact)::ntp));
    }

    private LiveReader reader(Lane lane) {
        return LiveReader.open(lane, cluster, serdes, TailLimits.DEFAULT, meters, this::skip);
    }

    /** A topology that reads the same record makes the dead letter of it. */
    private void skip(UnreadableRecord unread) {
        meters.counter("millrace.gateway.unreadable", "topic", unread.topic().plainName())
                .increment();
        unreadable.log(count -> LOG.atWarn()
                .addKeyValue("topic", unread.topic())
                .addKeyValue("partition", unread.original().partition())
                .addKeyValue("offset", unread.original().offset())
                .addKeyValue("reason", unread.reason())
                .addKeyValue("count", count)
                .log("records cannot be read; this is the newest"));
    }
}
