package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.PartitionLook;
import dev.millrace.gateway.live.Start;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Topics;
import java.util.Optional;

/**
 * Where a new viewer of a stream begins: at its newest keyframe; without one at its newest parameter sets; else with
 * what comes.
 *
 * <p>Looks in memory, then in the index of keyframes, where it believes nothing that the packets do not confirm, and
 * at last back through the packets.
 */
record NewestKeyframe(Topics topics, String stream) implements Start.Locator<VideoPacket> {

    private static final long FARTHEST_INDEX = 1 << 17;
    private static final long FARTHEST_PACKETS = 1 << 13;

    @Override
    public long locate(PartitionLook<VideoPacket> look) {
        return look.newestInMemory(this::isKeyframe)
                .or(() -> named(look))
                .or(() -> indexed(look))
                .or(() -> look.scanBack(this::isKeyframe, FARTHEST_PACKETS))
                .or(() -> look.scanBack(this::isConfiguration, FARTHEST_PACKETS))
                .map(LiveRecord::offset)
                .orElse(look.end());
    }

    /** The one that the newest packet in memory names. */
    private Optional<LiveRecord<VideoPacket>> named(PartitionLook<VideoPacket> look) {
        return look.newestInMemory(this::isOurs)
                .flatMap(live -> look.at(live.value().getKeyframeOffset()))
                .filter(this::isKeyframe);
    }

    private Optional<LiveRecord<VideoPacket>> indexed(PartitionLook<VideoPacket> look) {
        return look.scanBack(topics.videoKeyframes(), entry -> entry.key().equals(stream), FARTHEST_INDEX)
                .flatMap(entry -> look.at(entry.value().getOffset()))
                .filter(this::isKeyframe);
    }

    private boolean isKeyframe(LiveRecord<VideoPacket> live) {
        return live.value().getKeyframe() && isOurs(live);
    }

    private boolean isConfiguration(LiveRecord<VideoPacket> live) {
        return live.value().getKind() == VideoPacket.Kind.KIND_CONFIGURATION && isOurs(live);
    }

    private boolean isOurs(LiveRecord<VideoPacket> live) {
        return live.key().equals(stream);
    }
}
