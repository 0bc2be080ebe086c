package dev.millrace.topology;

import com.google.protobuf.Message;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Hands each record of a task to the step's logic; a record without a key or a value is skipped and counted. */
final class StepProcessor<I extends Message> implements Processor<String, I, String, Message> {

    private final String name;
    private final DeadLetters deadLetters;
    private final Function<StepContext, BiConsumer<String, I>> logic;
    private @Nullable StepContext context;
    private @Nullable BiConsumer<String, I> opened;

    StepProcessor(String name, DeadLetters deadLetters, Function<StepContext, BiConsumer<String, I>> logic) {
        this.name = name;
        this.deadLetters = deadLetters;
        this.logic = logic;
    }

    @Override
    public void init(ProcessorContext<String, Message> task) {
        context = new StepContext(task, deadLetters, name);
        opened = logic.apply(context);
    }

    @Override
    public void process(Record<String, I> record) {
        if (context == null || opened == null) throw new IllegalStateException("not initialised");
        @Nullable String key = record.key();
        @Nullable I value = record.value();
        if (key == null || value == null) {
            throw new InvalidInput(key == null ? "no-key" : "no-value", "a record of this topic has a key and a value");
        }
        context.take(record);
        opened.accept(key, value);
    }
}
