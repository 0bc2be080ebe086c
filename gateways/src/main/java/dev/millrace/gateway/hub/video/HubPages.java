package dev.millrace.gateway.hub.video;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Key;
import java.util.Map;
import java.util.TreeMap;

/** What the hub tells of its video in JSON: the legacy bodies field for field, and the streams. */
final class HubPages {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Hub hub;

    HubPages(Hub hub) {
        this.hub = hub;
    }

    ObjectNode videoHealth() {
        return JSON.objectNode()
                .put("status", "healthy")
                .put("video_url", "ws://server:5001/ws/video/consume")
                .put("active_consumers", hub.viewers())
                .put("has_sps_pps", hub.configurationBytes() > 0);
    }

    ObjectNode videoStatus() {
        return JSON.objectNode()
                .put("websocket_consumers", hub.viewers())
                .put("consumer_endpoint", "/ws/video/consume")
                .put("has_sps_pps_cached", hub.configurationBytes() > 0)
                .put("sps_pps_size", hub.configurationBytes())
                .put("little_endian_senders", hub.littleEndian());
    }

    /**
     * All streams of packets, and those of pictures alone.
     *
     * @param pictures the gateways of devices that send pictures, by the devices' keys
     */
    ArrayNode streams(Map<String, VideoStream> all, Map<String, String> pictures) {
        var streams = JSON.arrayNode();
        new TreeMap<>(all).forEach((name, state) -> {
            if (!state.getOpen() && pictures.containsKey(name)) return;
            var stream = streams.addObject()
                    .put("stream", Key.text(name))
                    .put("open", state.getOpen())
                    .put("form", "h264")
                    .put("owner", state.getOwner())
                    .put("epoch", state.getSessionEpoch())
                    .put("partition", state.getPartition())
                    .put("viewers", hub.viewersOf(name));
            hub.figures(name).ifPresent(figures -> put(figures, stream));
            var description = stream.putObject("description");
            new TreeMap<>(state.getDescriptionMap()).forEach(description::put);
        });
        new TreeMap<>(pictures).forEach((name, owner) -> {
            var known = all.get(name);
            if (known != null && known.getOpen()) return;
            streams.addObject()
                    .put("stream", Key.text(name))
                    .put("open", true)
                    .put("form", "jpeg")
                    .put("owner", owner)
                    .put("viewers", hub.viewersOf(name))
                    .putObject("description");
        });
        return streams;
    }

    /** Only the gateway that holds a stream's producer has them. */
    private static void put(StreamStatistics.Figures figures, ObjectNode stream) {
        stream.put("mbps", figures.mbps())
                .put("frames_per_second", figures.framesPerSecond())
                .put("dropped", figures.dropped())
                .put("latency_ms", figures.latencyMs())
                .put("worst_latency_ms", figures.worstLatencyMs());
    }
}
