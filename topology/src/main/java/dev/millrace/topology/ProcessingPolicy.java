package dev.millrace.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** Makes a dead letter of {@link InvalidInput}, and a failure of everything else. Public because Kafka constructs it. */
public final class ProcessingPolicy implements ProcessingExceptionHandler {

    private final Configured configured = new Configured();

    @Override
    public void configure(Map<String, ?> properties) {
        configured.configure(properties);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
        if (!(failure instanceof InvalidInput invalid)) return Response.fail();
        var place = new DeadLetters.Place(
                String.valueOf(context.topic()), context.partition(), context.offset(), context.processorNodeId());
        return Response.resume(List.of(configured
                .deadLetters()
                .record(
                        place,
                        context.timestamp(),
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        invalid.rejected())));
    }
}
