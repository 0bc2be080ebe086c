package dev.millrace.topology.telemetry;

/**
 * What one vehicle sent on one day.
 *
 * @param day since 1970-01-01, UTC, by the platform's clock
 */
record DayTotals(long day, long packets, long fields, long transmitted, long packetBytes, long fullBytes) {

    private static final long NS_PER_DAY = 86_400_000_000_000L;

    static DayTotals of(long day) {
        return new DayTotals(day, 0, 0, 0, 0, 0);
    }

    static long day(long receivedNs) {
        return Math.floorDiv(receivedNs, NS_PER_DAY);
    }

    /** With one more packet. */
    DayTotals plus(int moreFields, int sent, int bytes, int asFull) {
        return new DayTotals(
                day, packets + 1, fields + moreFields, transmitted + sent, packetBytes + bytes, fullBytes + asFull);
    }

    /** The day as a date: {@code 2026-11-21}. */
    String date() {
        // Howard Hinnant's days-to-civil, since a topology sees no calendar that could see a clock.
        var shifted = day + 719_468;
        var era = Math.floorDiv(shifted, 146_097L);
        var ofEra = shifted - era * 146_097;
        var yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        var ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * ofYear + 2) / 153;
        var dayOfMonth = ofYear - (153 * month + 2) / 5 + 1;
        var civilMonth = month < 10 ? month + 3 : month - 9;
        var year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0);
        return "%04d-%02d-%02d".formatted(year, civilMonth, dayOfMonth);
    }
}
