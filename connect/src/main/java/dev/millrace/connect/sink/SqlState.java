package dev.millrace.connect.sink;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * What a failure of the database means for the rows at hand. Only a few classes of states are the rows' own fault; all
 * else, from a lost connection to a missing table, is weather: it may be put right while the same rows wait.
 */
final class SqlState {

    private static final Map<String, String> OWN_FAULT = Map.of(
            "21", "cardinality",
            "22", "bad-value",
            "23", "constraint",
            "44", "constraint",
            "54", "too-large",
            "P0", "raised");

    private static final Map<String, String> BY_NAME = Map.of(
            "22003", "out-of-range",
            "22001", "too-long",
            "23502", "not-null-violation",
            "23503", "foreign-key-violation",
            "23505", "unique-violation",
            "23514", "check-violation");

    private SqlState() {}

    /** Whether other rows may be stored where these cannot. */
    static boolean isRowsFault(SQLException failure) {
        return reason(failure) != null;
    }

    /** A closed word for counting; null when it is not the rows' fault. */
    static @Nullable String reason(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null || state.length() != 5) return null;
        var named = BY_NAME.get(state);
        return named == null ? OWN_FAULT.get(state.substring(0, 2)) : named;
    }

    /** What the database says of it, without the row, which it says too. */
    static String sentence(SQLException failure) {
        var told = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return String.valueOf(told == null ? failure.getMessage() : told.getMessage());
    }
}
