package dev.millrace.recording.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What came of opening something outside, a file or a connection: its content, or the reason why there is none. */
public sealed interface Opened<T> {

    /** The content. */
    Optional<T> value();

    /** Why there is no content, as a sentence for a person. */
    Optional<String> reason();

    /** The same outcome with the content turned into something else. */
    <R> Opened<R> map(Function<? super T, ? extends R> change);

    /** What comes of the content when that, too, may turn out to be unusable. */
    <R> Opened<R> then(Function<? super T, Opened<R>> next);

    /** It could be opened. */
    record Content<T>(T content) implements Opened<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(content);
        }

        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }

        @Override
        public <R> Opened<R> map(Function<? super T, ? extends R> change) {
            return new Content<>(change.apply(content));
        }

        @Override
        public <R> Opened<R> then(Function<? super T, Opened<R>> next) {
            return next.apply(content);
        }
    }

    /** It could not. */
    record Refused<T>(String why) implements Opened<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }

        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }

        @Override
        public <R> Opened<R> map(Function<? super T, ? extends R> change) {
            return new Refused<>(why);
        }

        @Override
        public <R> Opened<R> then(Function<? super T, Opened<R>> next) {
            return new Refused<>(why);
        }
    }

    /** Reads a whole file of at most {@code limit} bytes. */
    static Opened<byte[]> bytes(Path file, int limit) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit
                    ? new Refused<>(file + " is larger than the limit of " + limit + " bytes")
                    : new Content<>(bytes);
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    /** A refusal that says in plain words what the file system said. */
    static <T> Opened<T> unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new Refused<>(file + " does not exist");
        }
        return new Refused<>(file + " cannot be read: " + e.getMessage());
    }
}
