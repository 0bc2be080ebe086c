package dev.millrace.gateway.analyst;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How answers are written. */
enum AnswerFormat {
    JSON("application/json"),
    NDJSON("application/x-ndjson"),
    CSV("text/csv; charset=utf-8"),
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    AnswerFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** As clients write it. */
    static Optional<AnswerFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
