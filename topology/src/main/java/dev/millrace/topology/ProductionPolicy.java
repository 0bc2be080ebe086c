package dev.millrace.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins anew from the last commit when the broker could not take a record for now, and fails on every other refusal.
 * Public because Kafka constructs it.
 *
 * <p>A record that is too large is a bug as well: inputs are bounded at the doors, and within a transaction it could
 * not be skipped, because the producer aborts the transaction that it belonged to.
 */
public final class ProductionPolicy implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProductionPolicy.class);

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        if (failure instanceof RetriableException) return Response.retry();
        LOG.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("step", context.processorNodeId())
                .addKeyValue("bytes", record.value() == null ? 0 : record.value().length)
                .log("a record was refused by the broker", failure);
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception failure,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}
