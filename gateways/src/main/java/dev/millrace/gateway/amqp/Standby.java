package dev.millrace.gateway.amqp;

import java.io.IOException;
import java.util.Locale;

/** Another gateway does this work now; it is asked for again. */
final class Standby extends IOException {

    private static final long serialVersionUID = 1;

    Standby(Throwable cause) {
        super("another gateway does this", cause);
    }

    /** Whether a broker that refused its queue says that it is because somebody has it alone. */
    static boolean isSaidBy(Throwable refusal) {
        var code = ReplyCode.of(refusal);
        var isRefused = code == ReplyCode.ACCESS_REFUSED || code == ReplyCode.RESOURCE_LOCKED;
        return isRefused && ReplyCode.text(refusal).toLowerCase(Locale.ROOT).contains("exclusive");
    }
}
