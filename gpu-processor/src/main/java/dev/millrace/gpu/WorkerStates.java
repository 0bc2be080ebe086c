package dev.millrace.gpu;

import com.google.protobuf.Message;
import dev.millrace.gpu.decode.Decoding;
import dev.millrace.gpu.tracking.Looking;
import dev.millrace.message.gpu.GpuState;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a worker is and does, again and again: a lease. For one thread at a time. */
final class WorkerStates {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerStates.class);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int LEASE_IN_TELLINGS = 3;

    private final Topic<GpuState> topic;
    private final KafkaProducer<String, Message> producer;
    private final GpuSettings settings;
    private final String session = UUID.randomUUID().toString();
    private final long epoch = System.currentTimeMillis();
    private long sequence;

    WorkerStates(Cluster cluster, KafkaProducer<String, Message> producer, GpuSettings settings) {
        this.topic = cluster.topics().gpuStates();
        this.producer = producer;
        this.settings = settings;
    }

    void tell(Decoding decoding, Looking looking) {
        var now = Instant.now();
        var nowNs = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        var heap = Runtime.getRuntime();
        var state = Stamp.received(nowNs)
                .session(session, epoch, sequence++)
                .on(GpuState.newBuilder())
                .setExpiresNs(nowNs + LEASE_IN_TELLINGS * settings.stateEvery().toNanos())
                .setResidentBytes(residentBytes())
                .setHeapBytes(heap.totalMemory() - heap.freeMemory());
        decoding.describe(state);
        looking.describe(state);
        send(state.build());
    }

    /** There is no such worker any more. */
    void gone() {
        send(null);
    }

    private void send(@Nullable GpuState state) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), settings.worker(), state));
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("a state was not told", e);
        }
    }

    /** What the system says that this process uses; 0 where it says nothing. */
    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
