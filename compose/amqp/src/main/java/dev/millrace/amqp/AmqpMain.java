package dev.millrace.amqp;

import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The AMQP broker as a process. Its arguments are settings files, and settings as {@code qpid.port=0}; they overlay the
 * environment.
 */
public final class AmqpMain {

    private AmqpMain() {}

    public static void main(String[] arguments) {
        PartMain.run(() -> new EmbeddedAmqp(config(arguments, System.getenv())));
    }

    static EmbeddedAmqp.Config config(String[] arguments, Map<String, String> environment) {
        var settings = Settings.defaults(AmqpMain.class, "amqp.yaml").with(environment, Map.of());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings.as("qpid", EmbeddedAmqp.Config.class);
    }
}
