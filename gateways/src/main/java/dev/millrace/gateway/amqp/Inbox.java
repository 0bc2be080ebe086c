package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.millrace.topic.RecordLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a channel has delivered and nobody has taken yet: never more than the channel may deliver unacknowledged. */
final class Inbox extends DefaultConsumer {

    /**
     * One delivered message.
     *
     * @param body its first bytes alone, where it is larger than the inbox keeps
     * @param size of all of it
     * @param at when it arrived here
     */
    record Delivered(Envelope envelope, BasicProperties properties, byte[] body, int size, Instant at) {

        boolean isCut() {
            return body.length < size;
        }
    }

    private final LinkedBlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private final int largest;
    private final Supplier<Instant> clock;
    private volatile boolean isEnded;

    /** @param largest bytes of a message that is kept whole */
    Inbox(Channel channel, int largest, Supplier<Instant> clock) {
        super(channel);
        this.largest = largest;
        this.clock = clock;
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        var kept = body.length <= largest ? body : Arrays.copyOf(body, RecordLimits.DEAD_LETTER_BYTES);
        delivered.add(new Delivered(envelope, properties, kept, body.length, clock.get()));
    }

    /** The queue was deleted. */
    @Override
    public void handleCancel(String tag) {
        isEnded = true;
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
        isEnded = true;
    }

    boolean isEnded() {
        return isEnded;
    }

    /** The oldest, up to about so many bytes; none when nothing comes in time. */
    List<Delivered> take(long bytes, Duration atMost) throws InterruptedException {
        var first = delivered.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) return List.of();
        var taken = new ArrayList<Delivered>();
        var size = 0L;
        for (var next = first; next != null; next = size < bytes ? delivered.poll() : null) {
            taken.add(next);
            size += next.body().length;
        }
        return taken;
    }
}
