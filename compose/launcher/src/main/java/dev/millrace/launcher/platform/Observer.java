package dev.millrace.launcher.platform;

import java.time.Duration;

/** Told what happens to the parts of a platform, from any thread, one event at a time per part. */
public interface Observer {

    /** Hears nothing. */
    Observer NONE = new Observer() {};

    default void starting(String part) {}

    default void ready(String part, String served, Duration took) {}

    /** A part failed and will be started again. */
    default void lost(String part, String why) {}

    /** A part has met a bug of its own and will not serve again; the process should end. */
    default void failed(String part, Throwable bug) {}

    default void stopping(String part) {}

    default void stopped(String part, Duration took) {}

    /** Something a person should know. */
    default void note(String text) {}
}
