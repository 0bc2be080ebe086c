package dev.millrace.gateway.hub.viewer;

import com.google.protobuf.Message;
import dev.millrace.gateway.live.Intake;
import dev.millrace.gateway.live.IntakeLimits;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.gateway.live.Stamping;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.TailLimits;
import dev.millrace.gateway.live.Watch;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster's topics as others write and read them. */
final class Log implements AutoCloseable {

    final Topics topics;
    private final Intake intake;
    private final LiveReader reader;

    Log(Cluster cluster) {
        var meters = new SimpleMeterRegistry();
        this.topics = cluster.topics();
        this.intake = Intake.exact(cluster, RealKafka.serdes(cluster), IntakeLimits.EXACT, meters, Stamping.UNTOLD);
        this.reader = LiveReader.open(
                LiveReader.Lane.FAST, cluster, RealKafka.serdes(cluster), TailLimits.DEFAULT, meters, refused -> {});
    }

    <V extends Message> void write(Topic<V> topic, String key, V value) {
        intake.send(topic, key, value).join();
    }

    /** What there is and will be. */
    <V extends Message> List<V> read(Topic<V> topic) {
        var found = new CopyOnWriteArrayList<V>();
        reader.subscribe(Watch.all(topic, Start.cursor(0)), live -> found.add(live.value()));
        return found;
    }

    @Override
    public void close() {
        reader.close();
        intake.close();
    }
}
