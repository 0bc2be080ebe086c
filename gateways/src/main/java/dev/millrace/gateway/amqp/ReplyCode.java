package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

/** Why an AMQP broker closed a channel, or the whole connection, as its number says. */
final class ReplyCode {

    static final int ACCESS_REFUSED = 403;
    static final int NOT_FOUND = 404;
    static final int RESOURCE_LOCKED = 405;
    static final int PRECONDITION_FAILED = 406;
    static final int NOT_ALLOWED = 530;

    private static final int NONE = 0;

    private ReplyCode() {}

    /** 0 when the failure was another than the broker's closing. */
    static int of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (!(cause instanceof ShutdownSignalException signal)) continue;
            if (signal.getReason() instanceof AMQP.Channel.Close close) return close.getReplyCode();
            if (signal.getReason() instanceof AMQP.Connection.Close close) return close.getReplyCode();
        }
        return NONE;
    }

    /** The broker's own words where there are some: the client wraps them in exceptions that say nothing. */
    static String text(Throwable failure) {
        var said = "";
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal) {
                if (signal.getReason() instanceof AMQP.Channel.Close close) return close.getReplyText();
                if (signal.getReason() instanceof AMQP.Connection.Close close) return close.getReplyText();
            }
            said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
        return said;
    }
}
