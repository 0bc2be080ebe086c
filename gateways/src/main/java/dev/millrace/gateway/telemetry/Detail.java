package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.SocketOpening;

/** How much a dashboard is told. */
enum Detail {
    /** What the legacy server told. */
    LEGACY,
    /** Also whose reading it is, where each value came from, and what was dropped; asked for by {@code ?detail=full}. */
    FULL;

    static Detail of(SocketOpening opening) {
        return opening.query("detail").filter("full"::equals).isPresent() ? FULL : LEGACY;
    }
}
