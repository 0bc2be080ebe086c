package dev.millrace.gateway.hub.picture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.View;
import dev.millrace.message.gpu.GpuState;
import dev.millrace.part.Health;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workers that decode, as they tell of themselves. Thread-safe. */
final class Decoders {

    private final Platform platform;
    private @Nullable View<GpuState> view;

    Decoders(Platform platform) {
        this.platform = platform;
    }

    synchronized void start() {
        view = View.open(platform.fastLane(), platform.topics().gpuStates(), platform.meters());
    }

    synchronized void stop() {
        if (view != null) view.close();
    }

    synchronized Health health() {
        return view == null ? Health.of(Health.State.STARTING, "not started") : view.health();
    }

    /** Whether somebody would make pictures. */
    boolean isAny() {
        return any().isPresent();
    }

    /** The legacy hub's test of its decoder, answered for the workers. */
    ObjectNode test() {
        var json = JsonNodeFactory.instance.objectNode();
        var found = any();
        if (found.isEmpty()) {
            return json.put("status", "error")
                    .put("error", "no worker decodes video")
                    .put("suggestion", "start a gpu-processor, or wait until it is up");
        }
        var decoder = found.get().getDecoder();
        return json.put("status", "ok")
                .put("av_version", decoder.getLibrary())
                .put("codec_name", decoder.getName())
                .put("codec_long_name", decoder.getLongName())
                .put("thread_type", decoder.getThreadType())
                .put("provider", decoder.getProvider());
    }

    private synchronized Optional<GpuState> any() {
        if (view == null) return Optional.empty();
        return view.records().stream()
                .filter(state -> leftNs(state) > 0)
                .max(Comparator.comparing(this::leftNs))
                .map(LiveRecord::value);
    }

    /** Of its lease, whose ends are by the worker's own clock. */
    private long leftNs(LiveRecord<GpuState> state) {
        var lease = state.value().getExpiresNs() - state.value().getReceivedNs();
        return lease - platform.brokers().since(state.appended()).toNanos();
    }
}
