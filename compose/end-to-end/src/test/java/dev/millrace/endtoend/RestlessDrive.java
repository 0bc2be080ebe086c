package dev.millrace.endtoend;

import dev.millrace.recording.telemetry.Drive;
import dev.millrace.recording.telemetry.Reading;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A drive without end or rest: a modelled one may stand at its next stop for as long as a test looks. */
record RestlessDrive(long start, long intervalMillis) implements Drive {

    @Override
    public String title() {
        return "restless drive";
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public Iterator<Reading> iterator() {
        return LongStream.iterate(0, number -> number + 1)
                .mapToObj(this::reading)
                .iterator();
    }

    private Reading reading(long number) {
        var swing = (float) Math.sin(number / 6.0);
        return new Reading(
                start + number * intervalMillis,
                40 + 25 * swing,
                80 - number / 500f,
                12 + 30 * swing,
                1_000 + number / 100f,
                (int) (number % 360),
                52.5 + Math.sin(number / 40.0) / 100,
                13.4 + Math.cos(number / 40.0) / 60);
    }
}
