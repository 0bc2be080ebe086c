package dev.millrace.gpu.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Remembers, beyond the death of this process, which packet each thread was decoding. A packet that was being decoded when
 * the process died is parked: its stream goes on with the next keyframe. Thread-safe.
 *
 * <p>It is a file in memory: what is written there costs no more than a write to memory, and outlives the process, though
 * not the machine.
 */
final class PoisonMark {

    private static final int SLOT = 160;
    private static final int LONGEST_NAME = 128;

    private final MappedByteBuffer slots;
    private final BlockingQueue<Integer> free;
    private final Map<String, Parked> parked = new HashMap<>();

    /** A packet that killed a worker. */
    record Parked(String stream, int partition, long offset) {}

    /** The time while a packet is being decoded. */
    interface Marked extends AutoCloseable {
        @Override
        void close();
    }

    private PoisonMark(MappedByteBuffer slots, int threads) {
        this.slots = slots;
        this.free = new ArrayBlockingQueue<>(threads);
        for (var slot = 0; slot < threads; slot++) {
            read(slot).ifPresent(found -> parked.put(found.stream(), found));
            clear(slot);
            free.add(slot);
        }
    }

    /** @param threads that decode at once, at most */
    static PoisonMark in(Path file, int threads) {
        try {
            var directory = file.toAbsolutePath().getParent();
            if (directory != null) Files.createDirectories(directory);
            try (var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                return new PoisonMark(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) SLOT * threads), threads);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** What the process before this one died of, perhaps: one of them, of as many as were being decoded. */
    Collection<Parked> parked() {
        return List.copyOf(parked.values());
    }

    boolean isParked(String stream, long offset) {
        if (parked.isEmpty()) return false;
        var at = parked.get(stream);
        return at != null && offset == at.offset();
    }

    Marked mark(String stream, int partition, long offset) {
        var slot = free.remove();
        write(slot, stream, partition, offset);
        return () -> {
            clear(slot);
            free.add(slot);
        };
    }

    private Optional<Parked> read(int slot) {
        var at = slot * SLOT;
        var length = slots.getInt(at);
        if (length <= 0 || length > LONGEST_NAME) return Optional.empty();
        var name = new byte[length];
        slots.get(at + 16, name);
        return Optional.of(
                new Parked(new String(name, StandardCharsets.UTF_8), slots.getInt(at + 4), slots.getLong(at + 8)));
    }

    /** The length comes last: a mark without it is none. */
    private void write(int slot, String stream, int partition, long offset) {
        var name = stream.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) return;
        var at = slot * SLOT;
        slots.putInt(at + 4, partition);
        slots.putLong(at + 8, offset);
        slots.put(at + 16, name);
        slots.putInt(at, name.length);
    }

    private void clear(int slot) {
        slots.putInt(slot * SLOT, 0);
    }
}
