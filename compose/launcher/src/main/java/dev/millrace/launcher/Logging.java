package dev.millrace.launcher;

import java.nio.file.Path;

/**
 * Where the launcher's own log goes, decided before the first logger is made: warnings to standard error, or
 * everything to a file so that it does not run through what is drawn on the terminal.
 */
final class Logging {

    private Logging() {}

    static void toStandardError() {
        configure("dev/millrace/launcher/logback-quiet.xml");
    }

    static void to(Path file) {
        System.setProperty("millrace.log", file.toString());
        configure("dev/millrace/launcher/logback-file.xml");
    }

    private static void configure(String resource) {
        System.setProperty("logback.configurationFile", resource);
    }
}
