package dev.millrace.recording.video;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An H.264 recording. Safe for use by several threads, each with a {@link Reel} of its own. */
public interface VideoClip {

    /** What to call it in a table. */
    String title();

    /** What a first pass over it has found. */
    Summary summary();

    /** Begins a pass over its messages. */
    Reel open() throws IOException;

    /**
     * What a recording holds.
     *
     * @param bytes of all its packets
     * @param size of its pictures, when its first parameter set tells
     * @param trouble what is wrong with it although it can be played
     */
    record Summary(
            long messages,
            long pictures,
            long keyframes,
            long bytes,
            Duration duration,
            Optional<PictureSize> size,
            Optional<String> trouble) {}

    /** One pass over a recording's messages in the order of their sending. Not for use by several threads. */
    interface Reel extends AutoCloseable {

        /** The next message; empty at the end. */
        Optional<VideoMessage> next() throws IOException;

        /** When a further picture would be due: the recording's duration, once its end is reached. */
        Duration position();

        /** What turned out to be wrong so far. */
        Optional<String> trouble();

        @Override
        void close() throws IOException;
    }
}
