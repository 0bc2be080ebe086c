package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Questions that a topology decides: a command goes out with an id, and the state that carries this id back is the
 * answer. Thread-safe.
 */
public final class Inquiry<C extends Message, D extends Message> implements AutoCloseable {

    /** No answer came in time; it may still come, as a change of the view. */
    public static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unanswered(String message) {
            super(message);
        }
    }

    /** @param answers the id that a decision carries back, empty for none */
    public Inquiry(Intake intake, Topic<C> commands, View<D> decisions, Function<D, String> answers) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends the command that {@code command} makes of a new id, and completes with the decision.
     *
     * @return fails with {@link IntakeRefused} or {@link Unanswered}
     */
    public CompletableFuture<D> ask(String key, Function<String, C> command, Duration atMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
