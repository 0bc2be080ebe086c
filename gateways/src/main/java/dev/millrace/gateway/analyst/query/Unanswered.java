package dev.millrace.gateway.analyst.query;

/** Why a question has no answer, or not all of it. */
public final class Unanswered extends Exception {

    private static final long serialVersionUID = 1;

    /** Whose doing it was. */
    public enum Reason {
        /** The question cannot be answered by anybody. */
        BAD_QUESTION(400, "Bad Question"),
        /** It was called off. */
        CANCELLED(409, "Cancelled"),
        /** It takes more than one question may. */
        LIMIT_REACHED(422, "Limit Reached"),
        /** Others are being answered; it may be asked again. */
        BUSY(429, "Too Many Questions"),
        FAILED(500, "Internal Server Error"),
        KAFKA_AWAY(503, "Service Unavailable");

        private final int status;
        private final String title;

        Reason(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** As a status of HTTP. */
        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    private final Reason reason;
    private final String detail;
    private final boolean isTold;

    public Unanswered(Reason reason, String detail) {
        this(reason, detail, false);
    }

    private Unanswered(Reason reason, String detail, boolean isTold) {
        super(detail);
        this.reason = reason;
        this.detail = detail;
        this.isTold = isTold;
    }

    /** The same, once the client has been told at the end of what it got. */
    public Unanswered told() {
        return new Unanswered(reason, detail, true);
    }

    public boolean isTold() {
        return isTold;
    }

    public Reason reason() {
        return reason;
    }

    /** A sentence for people. */
    public String detail() {
        return detail;
    }
}
