package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.Inquiry;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.View;
import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoStream;
import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.topic.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The streams that there are, where each lives, and this gateway's part in them: it asks for places for its producers
 * and tells producers and viewers of what is decided. Thread-safe.
 */
final class StreamDirectory implements Streams {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LAST_KEYFRAMES = Duration.ofSeconds(5);
    private static final int MOST_ATTEMPTS_ONCE_ENDED = 4;
    private static final Backoff BETWEEN_QUESTIONS = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final Platform platform;
    private final Duration silence;
    private final Map<String, Set<StreamSession>> sessions = new ConcurrentHashMap<>();
    private final Map<String, Set<Consumer<LiveRecord<VideoStream>>>> listeners = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<?>> keyframesUnderWay = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ScheduledExecutorService tasks =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "hub-streams"));
    private @Nullable View<VideoStream> view;
    private @Nullable Inquiry<VideoEvent, VideoStream> placements;

    /** @param silence how long an owner may send no keyframe before another may have its stream */
    StreamDirectory(Platform platform, Duration silence) {
        this.platform = platform;
        this.silence = silence;
    }

    synchronized void start() {
        var opened = View.open(platform.seenCommitted(), platform.topics().videoStreams(), platform.meters());
        opened.listen(this::onChange);
        placements =
                new Inquiry<>(platform.exact(), platform.topics().videoEvents(), opened, VideoStream::getInquiryId);
        view = opened;
        opened.ready().thenRunAsync(() -> ready.complete(null), tasks);
    }

    /** Waits for the newest keyframes' entries in the index, without which a later viewer would begin at older ones. */
    void stop() {
        try {
            CompletableFuture.allOf(keyframesUnderWay.toArray(CompletableFuture[]::new))
                    .exceptionally(refused -> null)
                    .completeOnTimeout(null, LAST_KEYFRAMES.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            tasks.shutdown();
            if (!tasks.awaitTermination(LAST_KEYFRAMES.toMillis(), TimeUnit.MILLISECONDS)) tasks.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave();
    }

    private synchronized void leave() {
        if (placements != null) placements.close();
        if (view != null) view.close();
    }

    synchronized Health health() {
        return view == null ? Health.of(Health.State.STARTING, "not started") : view.health();
    }

    /** Completes when all streams that there were at the start are known. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    Optional<LiveRecord<VideoStream>> state(String stream) {
        return current().flatMap(known -> known.live(stream));
    }

    @Override
    public boolean isReady() {
        return ready.isDone();
    }

    @Override
    public Optional<VideoStream> of(String stream) {
        return state(stream).map(LiveRecord::value);
    }

    Map<String, VideoStream> all() {
        return current().map(View::all).orElse(Map.of());
    }

    /** Asks for a place until there is one; the session is told of it. */
    void open(StreamSession session, Map<String, String> description, String principal) {
        Listed.add(sessions, session.stream(), session);
        ask(session, description, principal, 1);
    }

    /** The session's producer is gone, and its last packet has been sent. */
    void close(StreamSession session, long epoch) {
        forget(session);
        var event = event(session, VideoEvent.Type.TYPE_CLOSED, epoch, "").build();
        platform.exact().send(platform.topics().videoEvents(), session.stream(), event);
    }

    /** The session's producer is gone before, or after, the stream was its own. */
    void forget(StreamSession session) {
        Listed.remove(sessions, session.stream(), session);
    }

    StreamWriter writer(String stream, VideoStream state) {
        return new StreamWriter(
                platform.fast(),
                platform.topics(),
                tasks,
                this::noteUnderWay,
                stream,
                state.getPartition(),
                state.getSessionEpoch());
    }

    OwnerWatch watch(String stream, VideoStream state) {
        var keyframes = platform.topics().videoKeyframes();
        return new OwnerWatch(platform.fastLane(), keyframes, stream, state.getPartition(), silence);
    }

    private void noteUnderWay(CompletionStage<?> keyframe) {
        var under = keyframe.toCompletableFuture();
        keyframesUnderWay.add(under);
        under.whenComplete((indexed, refused) -> keyframesUnderWay.remove(under));
    }

    /** Tells of every change of a stream from now on. */
    View.Listening listen(String stream, Consumer<LiveRecord<VideoStream>> listener) {
        Listed.add(listeners, stream, listener);
        return () -> Listed.remove(listeners, stream, listener);
    }

    private synchronized Optional<View<VideoStream>> current() {
        return Optional.ofNullable(view);
    }

    private void ask(StreamSession session, Map<String, String> description, String principal, int attempt) {
        Inquiry<VideoEvent, VideoStream> asked;
        synchronized (this) {
            asked = placements;
        }
        if (asked == null) {
            askAgain(session, description, principal, attempt);
            return;
        }
        asked.ask(
                        session.stream(),
                        id -> event(session, VideoEvent.Type.TYPE_OPENED, 0, principal)
                                .setInquiryId(id)
                                .putAllDescription(description)
                                .build(),
                        ANSWER)
                .whenComplete((state, failure) -> {
                    if (failure != null) askAgain(session, description, principal, attempt);
                });
    }

    private void askAgain(StreamSession session, Map<String, String> description, String principal, int attempt) {
        if (session.isOwner() || tasks.isShutdown()) return;
        if (session.isEnded() && attempt >= MOST_ATTEMPTS_ONCE_ENDED) {
            session.abandon();
            forget(session);
            return;
        }
        var wait = BETWEEN_QUESTIONS.wait(attempt, ThreadLocalRandom.current());
        tasks.schedule(() -> ask(session, description, principal, attempt + 1), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private VideoEvent.Builder event(StreamSession session, VideoEvent.Type type, long epoch, String principal) {
        return Stamp.received(nowNs())
                .session(session.id(), epoch, 0)
                .principal(principal)
                .on(VideoEvent.newBuilder())
                .setType(type)
                .setOwner(platform.instance());
    }

    private void onChange(LiveRecord<VideoStream> change) {
        if (change.isDeletion()) return;
        // On a thread of its own: a session then writes what has waited, and the view's thread must not wait for that.
        if (sessions.containsKey(change.key()) && !tasks.isShutdown()) tasks.execute(() -> tell(change));
        listeners.getOrDefault(change.key(), Set.of()).forEach(listener -> listener.accept(change));
    }

    private void tell(LiveRecord<VideoStream> change) {
        sessions.getOrDefault(change.key(), Set.of()).forEach(session -> session.onState(change.value()));
    }

    private long nowNs() {
        return nanos(platform.clock().get());
    }

    static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
