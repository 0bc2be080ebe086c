package dev.millrace.faults;

import java.io.IOException;

/** Something done to a running process, by the signals of the operating system. */
enum Fault {
    /** The process is gone at once, without a last word. */
    KILL("-KILL"),
    /** The process stands still with its connections open. */
    STOP("-STOP"),
    /** A process that stood still goes on. */
    CONTINUE("-CONT");

    private final String signal;

    Fault(String signal) {
        this.signal = signal;
    }

    void inflict(long pid) throws IOException, InterruptedException {
        var exit = new ProcessBuilder("kill", signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) throw new IOException("kill " + signal + " " + pid + " ended with " + exit);
    }
}
