package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.Payload;

/** Who is told of readings as they come. */
interface Listener {

    Detail detail();

    /** Asked for compression in messages of its own, besides those of telemetry. */
    boolean hearsCompression();

    /** Never blocks. One whose end shows only now may leave the board before this returns. */
    void send(Payload payload);
}
