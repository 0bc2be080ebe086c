package dev.millrace.connect;

import dev.millrace.part.PartMain;
import dev.millrace.topic.Cluster;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps topics in a database, as a process. Its arguments are settings files, and settings as {@code connect.port=0};
 * they overlay the environment.
 */
public final class ConnectMain {

    /** Jersey logs by itself, and calls a route that it serves a provider that it ignores. Held, or it would be forgotten. */
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

    private ConnectMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "connect-logback.xml");
        }
        JERSEY.setLevel(Level.SEVERE);
        PartMain.run(() -> {
            var settings = ConnectSettings.read(arguments, System.getenv());
            return new ConnectPart(
                    settings.as("cluster", Cluster.class), settings.as("connect", ConnectSettings.class));
        });
    }
}
