package dev.millrace.topology.tracking.task;

import dev.millrace.message.tracking.TrackingCommand;
import dev.millrace.message.tracking.TrackingTask;
import dev.millrace.message.tracking.TrackingTask.Refusal;
import dev.millrace.topic.Topics;
import dev.millrace.topology.Rejected;
import dev.millrace.topology.StepContext;
import dev.millrace.topology.TrackingSettings;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Answers each command with what its task then stands at. It is one task of the topology, because it weighs all: an
 * environment has one that is active, and where there would be too many, the oldest gives way. What is refused and is no
 * task's is told and forgotten.
 */
final class Deciding implements BiConsumer<String, TrackingCommand> {

    static final String TASKS = "tasks";

    private final Topics topics;
    private final TrackingSettings settings;
    private final StepContext step;
    private final KeyValueStore<String, TrackingTask> tasks;

    Deciding(Topics topics, TrackingSettings settings, StepContext step) {
        this.topics = topics;
        this.settings = settings;
        this.step = step;
        this.tasks = step.store(TASKS);
    }

    @Override
    public void accept(String key, TrackingCommand command) {
        var question = command.getCommandId();
        var known = Optional.ofNullable(tasks.get(key));
        if (!Commands.isAny(command)) {
            step.reject(new Rejected("unknown-command", "nothing that a task can be told"));
        } else if (!question.isEmpty()
                && known.filter(state -> isAnswer(state, question)).isPresent()) {
            // A command whose sender did not learn that it had arrived comes again.
            step.emit(topics.trackingTasks(), known.get());
        } else if (command.hasStart()) {
            start(key, command, known);
        } else {
            tell(key, command, known);
        }
    }

    private static boolean isAnswer(TrackingTask state, String question) {
        return state.getCommandId().equals(question);
    }

    private void tell(String key, TrackingCommand command, Optional<TrackingTask> known) {
        var task = known.map(States::read).filter(Task::isActive);
        if (task.isPresent()) {
            Commands.told(task.get(), command).ifPresent(answer -> keep(key, answer, command.getCommandId()));
        } else if (!command.getCommandId().isEmpty()) {
            refuse(key, command, known, Refusal.REFUSAL_NOT_ACTIVE, "It is not active or has completed.");
        }
    }

    private void start(String key, TrackingCommand command, Optional<TrackingTask> known) {
        var start = command.getStart();
        var active = active();
        var flaw = known.isPresent() ? Optional.of("There is such a task already.") : Commands.flaw(start);
        if (flaw.isPresent()) {
            refuse(key, command, known, Refusal.REFUSAL_INVALID, flaw.get());
        } else if (active.values().stream().anyMatch(other -> isIn(other, start.getEnvironment()))) {
            var because = "Environment " + start.getEnvironment() + " already has an active raw streaming task";
            refuse(key, command, known, Refusal.REFUSAL_ENVIRONMENT_BUSY, because);
        } else {
            var task = Task.queued(Commands.order(start), command.getReceivedNs());
            if (task.isActive()) makeRoom(active, command.getReceivedNs());
            keep(key, Answer.granted(task), command.getCommandId());
            forgetOldest();
        }
    }

    private static boolean isIn(Task task, String environment) {
        return task.order().environment().equals(environment);
    }

    private Map<String, Task> active() {
        return all().entrySet().stream()
                .filter(entry -> entry.getValue().isActive())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Task> all() {
        var found = new TreeMap<String, Task>();
        try (var known = tasks.all()) {
            known.forEachRemaining(entry -> found.put(entry.key, States.read(entry.value)));
        }
        return found;
    }

    private void makeRoom(Map<String, Task> active, long nowNs) {
        active.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().createdNs()))
                .limit(Math.max(0, active.size() - settings.activeTasks() + 1))
                .forEach(entry -> keep(
                        entry.getKey(),
                        Answer.granted(entry.getValue().stopped("A newer task has taken its place.", nowNs)),
                        ""));
    }

    private void forgetOldest() {
        var ended = all().entrySet().stream()
                .filter(entry -> !entry.getValue().isActive())
                .sorted(Comparator.comparingLong(entry -> entry.getValue().updatedNs()))
                .toList();
        ended.stream()
                .limit(Math.max(0, ended.size() - settings.rememberedTasks()))
                .forEach(entry -> {
                    tasks.delete(entry.getKey());
                    step.delete(topics.trackingTasks(), entry.getKey());
                });
    }

    private void keep(String key, Answer answer, String question) {
        var state = States.write(step.derivedStamp(), answer, question);
        tasks.put(key, state);
        step.emit(topics.trackingTasks(), key, state);
    }

    private void refuse(
            String key, TrackingCommand command, Optional<TrackingTask> known, Refusal why, String because) {
        var state = step.derivedStamp()
                .on(known.orElse(TrackingTask.getDefaultInstance()).toBuilder())
                .setCommandId(command.getCommandId())
                .setRefusal(why)
                .setRefusedBecause(because)
                .build();
        step.emit(topics.trackingTasks(), key, state);
        if (known.isPresent()) tasks.put(key, state);
        else step.delete(topics.trackingTasks(), key);
    }
}
