package dev.millrace.gateway.hub.video;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The metrics of the legacy hub under their names of old, beside our own. Thread-safe. */
final class LegacyMetrics {

    private static final List<String> COUNTERS =
            List.of("h264_frames_relayed", "h264_bytes_relayed", "consumer_frames_dropped");

    private final Counter frames;
    private final Counter bytes;
    private final Instant created;

    /**
     * @param viewers those connected
     * @param mbps what producers sent in the last five seconds that are over
     * @param dropped messages that viewers did not get
     */
    <V> LegacyMetrics(
            MeterRegistry meters,
            V of,
            ToDoubleFunction<V> viewers,
            ToDoubleFunction<V> mbps,
            ToDoubleFunction<V> dropped,
            Instant created) {
        this.frames = meters.counter("h264.frames.relayed");
        this.bytes = meters.counter("h264.bytes.relayed");
        this.created = created;
        meters.gauge("h264.consumers.connected", of, viewers);
        meters.gauge("video.bandwidth.mbps", of, mbps);
        meters.gauge("consumer.queue.size", 0);
        meters.more().counter("consumer.frames.dropped", List.of(), of, dropped);
    }

    /** A message for all viewers of a stream, however many there are. */
    void relayed(int size) {
        frames.increment();
        bytes.increment(size);
    }

    /** When each counter began, as Prometheus' Python client tells it; its Java client has no such series. */
    String createdText() {
        var seconds = created.toEpochMilli() / 1e3;
        return COUNTERS.stream()
                .map(name -> "# TYPE %1$s_created gauge\n%1$s_created %2$s\n".formatted(name, seconds))
                .collect(Collectors.joining());
    }
}
