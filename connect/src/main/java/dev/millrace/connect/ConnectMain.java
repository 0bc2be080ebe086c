package dev.millrace.connect;

import dev.millrace.part.PartMain;
import dev.millrace.topic.Cluster;

/**
 * Keeps topics in a database, as a process. Its arguments are settings files, and settings as {@code connect.port=0};
 * they overlay the environment.
 */
public final class ConnectMain {

    private ConnectMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "connect-logback.xml");
        }
        PartMain.run(() -> {
            var settings = ConnectSettings.read(arguments, System.getenv());
            return new ConnectPart(
                    settings.as("cluster", Cluster.class), settings.as("connect", ConnectSettings.class));
        });
    }
}
