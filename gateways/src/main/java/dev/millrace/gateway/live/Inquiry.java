package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    private final Intake intake;
    private final Topic<C> commands;
    private final Function<D, String> answers;
    private final View.Listening listening;
    private final Map<String, CompletableFuture<D>> open = new ConcurrentHashMap<>();

    /** Answered by {@link #decided} alone, for decisions that are events rather than states. */
    public Inquiry(Intake intake, Topic<C> commands, Function<D, String> answers) {
        this.intake = intake;
        this.commands = commands;
        this.answers = answers;
        this.listening = () -> {};
    }

    /** @param answers the id that a decision carries back, empty for none */
    public Inquiry(Intake intake, Topic<C> commands, View<D> decisions, Function<D, String> answers) {
        this.intake = intake;
        this.commands = commands;
        this.answers = answers;
        this.listening = decisions.listen(this::onDecision);
    }

    /**
     * Sends the command that {@code command} makes of a new id, and completes with the decision, on a thread that must
     * not be blocked.
     *
     * @return fails with {@link IntakeRefused} or {@link Unanswered}
     */
    public CompletableFuture<D> ask(String key, Function<String, C> command, Duration atMost) {
        var id = UUID.randomUUID().toString();
        var answer = new CompletableFuture<D>();
        open.put(id, answer);
        answer.whenComplete((decision, failure) -> open.remove(id));
        intake.send(commands, key, command.apply(id)).whenComplete((sent, failure) -> {
            if (failure != null) answer.completeExceptionally(failure);
        });
        CompletableFuture.delayedExecutor(atMost.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> answer.completeExceptionally(
                        new Unanswered("no decision on " + commands + " " + key + " within " + atMost)));
        return answer;
    }

    private void onDecision(LiveRecord<D> change) {
        if (!change.isDeletion()) decided(change.value());
    }

    /** Completes the question that this decides, if somebody here has asked it. */
    public void decided(D decision) {
        var answer = open.get(answers.apply(decision));
        if (answer != null) answer.complete(decision);
    }

    @Override
    public void close() {
        listening.close();
        open.values().forEach(answer -> answer.completeExceptionally(new Unanswered("the gateway is stopping")));
    }
}
