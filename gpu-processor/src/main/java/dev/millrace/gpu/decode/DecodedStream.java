package dev.millrace.gpu.decode;

import dev.millrace.gpu.decode.DecodeMeters.Bad;
import dev.millrace.gpu.decode.DecodeMeters.Skip;
import dev.millrace.gpu.demand.Wanted;
import dev.millrace.gpu.frame.Frames;
import dev.millrace.message.video.VideoPacket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream that somebody watches: its packets wait here in order, are decoded by one thread at a time, and become
 * pictures as often as they are wanted. Thread-safe.
 *
 * <p>It needs nothing that another worker does not have: each begins at a keyframe. After a loss, a refused packet or a
 * damaged picture it waits for the next one.
 */
final class DecodedStream {

    private static final int PACKETS_IN_A_ROW = 32;
    private static final int MOST_MARKS = 64;
    private static final long LONGEST_CATCH_UP_NS = 1_000_000_000L;

    private final String stream;
    private final int partition;
    private final String topic;
    private final DecodeSettings settings;
    private final DecodeMeters meters;
    private final Stills stills;
    private final Looker looker;
    private final Executor threads;
    private final Runnable whenRoom;
    private final PoisonMark poison;

    private final PacketQueue queue;
    private long next;
    private long epoch;
    private boolean hasBegun;
    private boolean isRunning;
    private boolean isClosed;
    private boolean isFullTold;
    private volatile boolean hasSkipped;

    // Of the thread that decodes.
    private final AccessUnits units = new AccessUnits();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final long beganNs = System.nanoTime();
    private @Nullable Decoder decoder;
    private boolean isAwaitingKeyframe = true;
    private boolean isShownNext;
    private boolean isCatchingUp = true;
    private String session = "";
    private long sequence;
    private volatile long pictures;

    /** A picture that the decoder has, but has not given out yet. */
    private record Mark(AccessUnit unit, Standing standing) {}

    /** How it is, for people. */
    record Look(String stream, int partition, int waiting, long bytes, long oldestNs, long pictures, long published) {}

    /** What a stream's decoding needs of its worker. */
    record Means(
            String topic,
            DecodeSettings settings,
            DecodeMeters meters,
            Frames frames,
            Executor threads,
            PoisonMark poison,
            Looker looker) {}

    /**
     * @param start what comes before it in the log is left alone
     * @param whenRoom called when the queue that was full has room again
     */
    DecodedStream(String stream, Keyframe start, Optional<Wanted> wanted, Means means, Runnable whenRoom) {
        this.stream = stream;
        this.partition = start.partition();
        this.topic = means.topic();
        this.settings = means.settings();
        this.meters = means.meters();
        this.looker = means.looker();
        this.stills = new Stills(stream, means.topic(), means.settings(), means.meters(), means.frames(), wanted);
        this.threads = means.threads();
        this.poison = means.poison();
        this.whenRoom = whenRoom;
        this.next = start.offset();
        this.epoch = start.epoch();
        this.queue = new PacketQueue(settings.queue().bytes(), settings.patience());
    }

    int partition() {
        return partition;
    }

    /** How pictures of it are wanted, if any are. */
    void wants(Optional<Wanted> now) {
        stills.wants(now);
    }

    /**
     * Takes the next packet of the partition; one that it had already is left alone.
     *
     * @return false when nothing more should be read for it for now
     */
    synchronized boolean offer(VideoPacket packet, long offset, Standing standing) {
        if (isClosed || offset < next) return true;
        // Of a batch that was read before the reader went back to where this begins.
        if (!hasBegun && offset > next && !packet.getKeyframe()) return true;
        hasBegun = true;
        next = offset + 1;
        meters.packet();
        if (packet.getSessionEpoch() < epoch) {
            meters.bad(Bad.SUPERSEDED);
            return true;
        }
        epoch = packet.getSessionEpoch();
        queue.add(new Waiting(packet, offset, standing, System.nanoTime()));
        goOn();
        // Once told it stays so until there is room again: who was told waits for that.
        isFullTold |= queue.isFull();
        return !isFullTold;
    }

    /** Whether it was said that no more should be read, and not yet that there is room again. */
    synchronized boolean isFull() {
        return isFullTold;
    }

    synchronized boolean hasRead(long offset) {
        return offset < next;
    }

    /** A newer keyframe is in the log: when the queue is full, everything before it is left out. */
    synchronized void skipTo(Keyframe newer) {
        if (!queue.isFull() || newer.offset() < next || newer.partition() != partition) return;
        meters.skipped(Skip.BEHIND, queue.clear());
        next = newer.offset();
        hasSkipped = true;
        tellRoom();
    }

    /** Ends it; what the decoder holds is let go when its thread is done with it. */
    synchronized void close() {
        if (isClosed) return;
        isClosed = true;
        queue.clear();
        goOn();
    }

    synchronized Look look(long nowNs) {
        return new Look(
                stream,
                partition,
                queue.size(),
                queue.bytes(),
                nowNs - queue.oldestNs(nowNs),
                pictures,
                stills.published());
    }

    private void goOn() {
        if (isRunning) return;
        isRunning = true;
        threads.execute(this::run);
    }

    private void run() {
        for (var i = 0; i < PACKETS_IN_A_ROW; i++) {
            var taken = take();
            if (taken == null) return;
            try {
                take(taken);
            } catch (RuntimeException | Error e) {
                release();
                throw e;
            }
        }
        threads.execute(this::run);
    }

    /** The next packet; null when there is none now, or none any more. */
    private PacketQueue.@Nullable Next take() {
        synchronized (this) {
            var found = queue.next();
            if (isFullTold && queue.hasRoom()) tellRoom();
            if (found.isPresent()) return found.get();
            isRunning = false;
            if (!isClosed) return null;
        }
        release();
        return null;
    }

    private void tellRoom() {
        isFullTold = false;
        threads.execute(whenRoom);
    }

    private void take(PacketQueue.Next next) {
        meters.skipped(Skip.BEHIND, next.skipped());
        var packet = next.waiting().packet();
        if (next.skipped() > 0 || hasSkipped) {
            hasSkipped = false;
            restart();
            // However far behind: a watcher sees at least the keyframes.
            isShownNext = true;
        } else if (hasLost(packet)) {
            meters.bad(Bad.GAP);
            restart();
        } else if (!packet.getSessionId().equals(session)) {
            restart();
        }
        session = packet.getSessionId();
        sequence = packet.getSequence();
        if (isAwaitingKeyframe && !packet.getKeyframe() && !packet.getEndOfStream()) {
            if (packet.getStartsPicture()) meters.skipped(Skip.AWAITING_KEYFRAME, 1);
            return;
        }
        isAwaitingKeyframe = false;
        for (var unit : units.add(packet, next.waiting().offset()))
            decode(unit, next.waiting().standing());
        if (packet.getEndOfStream()) end(packet, next.waiting().offset());
    }

    /** What a keyframe follows on makes no difference to it. */
    private boolean hasLost(VideoPacket packet) {
        if (isAwaitingKeyframe || packet.getKeyframe() || !packet.getSessionId().equals(session)) return false;
        return packet.getSequence() != sequence + 1;
    }

    private void decode(AccessUnit unit, Standing standing) {
        if (isAwaitingKeyframe && !unit.isKeyframe()) return;
        isAwaitingKeyframe = false;
        if (poison.isParked(stream, unit.lastOffset())) {
            restart();
            return;
        }
        var decoding = decoder();
        marks.add(new Mark(unit, standing));
        if (marks.size() > MOST_MARKS) marks.remove();
        var began = System.nanoTime();
        try (var marked = poison.mark(stream, partition, unit.lastOffset())) {
            decoding.send(unit.data().toByteArray(), unit.firstOffset());
            meters.decoding().record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            receive(decoding);
        } catch (BadPacket e) {
            meters.bad(Bad.REFUSED);
            restart();
        }
    }

    private void receive(Decoder decoding) throws BadPacket {
        for (var found = decoding.receive(); found.isPresent(); found = decoding.receive()) {
            var picture = found.get();
            pictures++;
            meters.picture();
            if (picture.isDamaged()) {
                meters.bad(Bad.DAMAGED);
                restart();
                return;
            }
            var mark = markOf(picture);
            if (mark != null) show(picture, mark);
        }
    }

    /** No packet follows in this session: what the decoder held back is shown. */
    private void end(VideoPacket last, long offset) {
        if (decoder != null) {
            try {
                decoder.finish();
                receive(decoder);
            } catch (BadPacket e) {
                meters.bad(Bad.REFUSED);
            }
            restart();
        }
        if (looker.streams().contains(stream)) looker.ended(stream, last, new Looker.Place(partition, offset));
    }

    private @Nullable Mark markOf(Picture picture) {
        var found = marks.stream()
                .filter(mark -> mark.unit().firstOffset() == picture.mark())
                .findFirst();
        found.ifPresent(marks::remove);
        return found.orElse(null);
    }

    private void show(Picture picture, Mark mark) {
        var isForced = isShownNext;
        isShownNext = false;
        if (isCatchingUp && waitingPictures() == 0) isCatchingUp = !hasCaughtUp(mark.standing());
        if (!isForced && (isCatchingUp || mark.standing() == Standing.OLD || waitingPictures() > settings.patience())) {
            meters.skipped(Skip.BEHIND, 1);
            return;
        }
        var unit = mark.unit();
        if (unit.head().getPlayed().getPreroll()) return;
        var place = new Looker.Place(partition, unit.lastOffset());
        if (looker.streams().contains(stream)) {
            looker.take(new LookedPicture(stream, picture.frame(), unit.head(), place, stills, decoderText()));
        } else {
            // A keyframe on the way to the newest picture does not take the newest one's turn.
            stills.show(picture.frame(), unit.head(), place, isForced && isCatchingUp, decoderText());
        }
    }

    private String decoderText() {
        return decoder().description().text();
    }

    /** On a busy partition something may be behind every picture. */
    private boolean hasCaughtUp(Standing standing) {
        var isLate = System.nanoTime() - beganNs > LONGEST_CATCH_UP_NS;
        return standing == Standing.NEWEST || standing == Standing.FOLLOWED && isLate;
    }

    private synchronized int waitingPictures() {
        return queue.pictures();
    }

    /** Goes on with the next keyframe. */
    private void restart() {
        if (decoder != null) decoder.flush();
        units.clear();
        marks.clear();
        isAwaitingKeyframe = true;
    }

    private Decoder decoder() {
        var known = decoder;
        if (known == null) decoder = known = new Decoder(settings.maxPixels());
        return known;
    }

    private void release() {
        if (decoder != null) decoder.close();
        stills.close();
        decoder = null;
        units.clear();
        marks.clear();
        isAwaitingKeyframe = true;
    }
}
