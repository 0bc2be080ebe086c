package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a channel has delivered and nobody has taken yet: never more than the channel may deliver unacknowledged. */
final class Inbox extends DefaultConsumer {

    /**
     * One delivered message.
     *
     * @param at when it arrived here
     */
    record Delivered(Envelope envelope, BasicProperties properties, byte[] body, Instant at) {}

    private final LinkedBlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private final Supplier<Instant> clock;
    private volatile boolean isEnded;

    Inbox(Channel channel, Supplier<Instant> clock) {
        super(channel);
        this.clock = clock;
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        delivered.add(new Delivered(envelope, properties, body, clock.get()));
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
