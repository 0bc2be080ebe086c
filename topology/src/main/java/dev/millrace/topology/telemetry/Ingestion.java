package dev.millrace.topology.telemetry;

import com.google.protobuf.ByteString;
import dev.millrace.edge.Arrival;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.topic.Key;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.InvalidInput;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads bare packets as the gateway reads the bodies of requests; one without a vehicle is the default vehicle's. */
final class Ingestion extends ContextualProcessor<byte[], byte[], String, CompressedTelemetry> {

    private static final long NS_PER_MS = 1_000_000;

    @Override
    public void process(Record<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) throw new InvalidInput("no-value", "a packet of no length would be one");
        var arrival = Arrival.compressed(value);
        if (!(arrival instanceof Arrival.Packet packet)) {
            throw new InvalidInput("malformed", ((Arrival.Malformed) arrival).text());
        }
        var stamped = stamp(record.timestamp(), packet.message())
                .on(packet.message().toBuilder())
                .build();
        context().forward(new Record<>(vehicle(record.key()), stamped, record.timestamp()));
    }

    private Stamp stamp(long timestamp, CompressedTelemetry message) {
        var received = Stamp.received(timestamp * NS_PER_MS).deviceMillis(message.getTimestampMs());
        return context()
                .recordMetadata()
                .map(from -> received.derivedFrom(from.topic(), from.partition(), from.offset()))
                .orElse(received);
    }

    private static String vehicle(byte @Nullable [] key) {
        var vin = key == null ? "" : ByteString.copyFrom(key).toStringUtf8().trim();
        return Key.of(vin.isEmpty() ? Arrival.DEFAULT_VIN : vin)
                .orElseThrow(() -> new InvalidInput("no-key", "the vehicle's identification is too long"));
    }
}
