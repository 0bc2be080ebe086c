package dev.millrace.launcher.play;

import dev.millrace.recording.telemetry.Drive;
import dev.millrace.recording.telemetry.Reading;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** A drive that begins again at its end, for ever; time goes on. */
public record EndlessDrive(Drive drive) implements Drive {

    private static final long PAUSE_MS = 1_000;

    @Override
    public String title() {
        return drive.title();
    }

    @Override
    public List<String> further() {
        return drive.further();
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public Iterator<Reading> iterator() {
        return new Rounds();
    }

    private final class Rounds implements Iterator<Reading> {

        private Iterator<Reading> round = drive.iterator();
        private long shift;
        private long first = Long.MIN_VALUE;
        private long latest;

        @Override
        public boolean hasNext() {
            return first != Long.MIN_VALUE || round.hasNext();
        }

        @Override
        public Reading next() {
            if (!round.hasNext()) {
                round = drive.iterator();
                shift = latest + PAUSE_MS - first;
            }
            var reading = round.next();
            if (first == Long.MIN_VALUE) first = reading.timestamp();
            latest = reading.timestamp() + shift;
            return reading.at(latest);
        }
    }
}
