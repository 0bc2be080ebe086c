package dev.millrace.gateway.amqp;

import com.google.protobuf.Message;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import java.time.Instant;
import java.util.Objects;

/** Both sides of one line, looked at without those who carry. Thread-safe. */
interface Audited {

    Line line();

    /**
     * Begins to count what stands on the topic from now on.
     *
     * @param whenLive told once nothing that is appended from then on is missed
     */
    Subscription watch(Platform platform, Runnable whenLive);

    /** Counts a message that was heard on the exchange. */
    void hear(Inbox.Delivered delivered, Instant now);

    /** From a topic to its exchange: the messages that its records become, and those of this platform that are heard. */
    record Outward<V extends Message>(Line line, Topic<V> topic, Departure<V> departure, SeenMessages seen)
            implements Audited {

        @Override
        public Subscription watch(Platform platform, Runnable whenLive) {
            return Counting.on(platform, topic, whenLive, live -> {
                var now = platform.clock().get();
                for (var message : departure.of(live.key(), live.value())) {
                    line.onTopic().add(Tally.of(message.body()), now);
                }
            });
        }

        /** One that is sent again has the same id. */
        @Override
        public void hear(Inbox.Delivered delivered, Instant now) {
            var id = Objects.requireNonNullElse(delivered.properties().getMessageId(), "");
            if (seen.add(id.hashCode() * 31L + Tally.hash(delivered.body()))) {
                line.onExchange().add(Tally.of(delivered.body()), now);
            } else {
                line.onExchange().repeat();
            }
        }
    }

    /** From an exchange to its topic: what others say there, and the records that were made of it. */
    record Inward<V extends Message>(Line line, Topic<V> topic, Reader<V> reader, int largest, SeenMessages seen)
            implements Audited {

        @Override
        public Subscription watch(Platform platform, Runnable whenLive) {
            return Counting.on(platform, topic, whenLive, live -> {
                var isOfBridge = Stamp.of(live.value()).sessionId().startsWith(Ingress.SESSION);
                if (!isOfBridge || !reader.isSaid(live.value())) return;
                line.onTopic()
                        .add(
                                Tally.of(reader.content(live.value())),
                                platform.clock().get());
            });
        }

        /** What cannot be a record is none of this account. */
        @Override
        public void hear(Inbox.Delivered delivered, Instant now) {
            if (delivered.size() > largest) return;
            var message = Ingress.incoming(line.exchange(), delivered, "");
            if (!(reader.read(message) instanceof Arrived.Taken<V> taken)) return;
            if (!message.messageId().isEmpty() && !seen.add(Fingerprint.of(reader.lasting(taken.value())))) {
                line.onExchange().repeat();
                return;
            }
            line.onExchange().add(Tally.of(reader.content(taken.value())), now);
        }
    }
}
