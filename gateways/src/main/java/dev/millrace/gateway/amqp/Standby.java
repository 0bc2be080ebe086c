package dev.millrace.gateway.amqp;

import java.io.IOException;

/** Another gateway does this work now; it is asked for again. */
final class Standby extends IOException {

    private static final long serialVersionUID = 1;

    Standby(Throwable cause) {
        super("another gateway does this", cause);
    }
}
