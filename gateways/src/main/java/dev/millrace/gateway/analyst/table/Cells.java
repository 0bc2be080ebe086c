package dev.millrace.gateway.analyst.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The leaves of one row, used again for the next. Not thread-safe. */
public final class Cells {

    private final boolean[] isPresent;
    private final long[] numbers;
    private final @Nullable String[] texts;

    public Cells(int leaves) {
        isPresent = new boolean[leaves];
        numbers = new long[leaves];
        texts = new String[leaves];
    }

    /** Makes all of them NULL. */
    public void clear() {
        Arrays.fill(isPresent, false);
        Arrays.fill(texts, null);
    }

    public boolean isNull(int leaf) {
        return !isPresent[leaf];
    }

    /** Of any kind but text; a double or a float as its bits, a boolean as 0 or 1. */
    public long number(int leaf) {
        return numbers[leaf];
    }

    public String text(int leaf) {
        var text = texts[leaf];
        return text == null ? "" : text;
    }

    public void set(int leaf, long number) {
        isPresent[leaf] = true;
        numbers[leaf] = number;
    }

    public void set(int leaf, String text) {
        isPresent[leaf] = true;
        texts[leaf] = text;
    }

    void setNull(int leaf) {
        isPresent[leaf] = false;
        texts[leaf] = null;
    }
}
