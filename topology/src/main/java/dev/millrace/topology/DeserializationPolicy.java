package dev.millrace.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Makes a dead letter of a record that is not a message of its topic. Public because Kafka constructs it. */
public final class DeserializationPolicy implements DeserializationExceptionHandler {

    private final Configured configured = new Configured();

    @Override
    public void configure(Map<String, ?> properties) {
        configured.configure(properties);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        if (!(failure instanceof SerializationException) || Weather.is(failure)) return Response.fail();
        var place =
                new DeadLetters.Place(record.topic(), record.partition(), record.offset(), context.processorNodeId());
        var rejected = new Rejected("undecodable", String.valueOf(failure.getMessage()));
        return Response.resume(List.of(
                configured.deadLetters().record(place, record.timestamp(), record.key(), record.value(), rejected)));
    }
}
