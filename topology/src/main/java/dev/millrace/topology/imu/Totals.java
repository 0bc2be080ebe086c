package dev.millrace.topology.imu;

/**
 * Counters of one device. What is neither emitted, nor a duplicate, nor late is still held.
 *
 * @param gaps pauses longer than the window between samples that follow each other in time
 * @param hurried of those emitted, the ones that went out before their time because too many were held
 */
record Totals(long received, long emitted, long duplicates, long late, long gaps, long hurried) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0);

    Totals plusReceived() {
        return new Totals(received + 1, emitted, duplicates, late, gaps, hurried);
    }

    Totals plusEmitted(boolean isAfterGap, boolean isHurried) {
        return new Totals(
                received, emitted + 1, duplicates, late, gaps + (isAfterGap ? 1 : 0), hurried + (isHurried ? 1 : 0));
    }

    Totals plusDuplicate() {
        return new Totals(received, emitted, duplicates + 1, late, gaps, hurried);
    }

    Totals plusLate(int more) {
        return new Totals(received, emitted, duplicates, late + more, gaps, hurried);
    }
}
