package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.live.Intake;
import dev.millrace.gateway.live.IntakeLimits;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.gateway.live.Stamping;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.TailLimits;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Partitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places streams as the topology does, each on the next partition. */
public final class Placer implements AutoCloseable {

    private static final int PARTITIONS = Partitions.EMBEDDED.wide();

    private final Cluster cluster;
    private final Intake intake;
    private final LiveReader reader;
    private final Map<String, VideoStream> streams = new HashMap<>();

    public Placer(Cluster cluster) {
        var meters = new SimpleMeterRegistry();
        this.cluster = cluster;
        this.intake = Intake.exact(cluster, RealKafka.serdes(cluster), IntakeLimits.EXACT, meters, Stamping.UNTOLD);
        this.reader = LiveReader.open(
                LiveReader.Lane.FAST, cluster, RealKafka.serdes(cluster), TailLimits.DEFAULT, meters, refused -> {});
        intake.prepare(List.of(cluster.topics().videoStreams()));
        reader.subscribe(Watch.all(cluster.topics().videoEvents(), Start.cursor(0)), this::onEvent);
    }

    private void onEvent(LiveRecord<VideoEvent> live) {
        var event = live.value();
        var known = streams.get(live.key());
        var state = VideoStream.newBuilder()
                .setPartition(known == null ? streams.size() % PARTITIONS : known.getPartition());
        if (event.getType() == VideoEvent.Type.TYPE_OPENED) {
            state.setSessionId(event.getSessionId())
                    .setSessionEpoch(known == null ? 1 : known.getSessionEpoch() + 1)
                    .setOwner(event.getOwner())
                    .setInquiryId(event.getInquiryId())
                    .putAllDescription(event.getDescriptionMap())
                    .setOpen(true);
        } else if (known == null || known.getSessionEpoch() != event.getSessionEpoch()) {
            return;
        } else {
            state.mergeFrom(known).setOpen(false);
        }
        streams.put(live.key(), state.build());
        intake.send(cluster.topics().videoStreams(), live.key(), state.build());
    }

    @Override
    public void close() {
        reader.close();
        intake.close();
    }
}
