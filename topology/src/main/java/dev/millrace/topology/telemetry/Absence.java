package dev.millrace.topology.telemetry;

/**
 * A time in which a vehicle kept its readings, by its own clock.
 *
 * @param arrivedMs when the first of them arrived, by the platform's clock
 * @param isOver the vehicle sends what it measures now, again
 */
record Absence(long startedMs, long endedMs, long records, long arrivedMs, boolean isOver) {

    Absence with(long takenMs) {
        return new Absence(startedMs, Math.max(endedMs, takenMs), records + 1, arrivedMs, false);
    }

    Absence over() {
        return new Absence(startedMs, endedMs, records, arrivedMs, true);
    }
}
