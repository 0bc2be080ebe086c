package dev.millrace.broker;

/** A broker that was not started because something of its own is in use; nothing has been touched. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Cause cause;

    StartRefused(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    public Cause reason() {
        return cause;
    }

    /** What stood in the way, with the exit code a process reports it by. */
    public enum Cause {
        DIRECTORY_IN_USE(3),
        PORT_IN_USE(4);

        private final int exitCode;

        Cause(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
