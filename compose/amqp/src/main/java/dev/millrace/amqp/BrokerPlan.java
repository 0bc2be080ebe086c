package dev.millrace.amqp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the broker is told at each start: one port on the loopback, one virtual host that is kept in a directory. */
final class BrokerPlan {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String HOST = "default";
    private static final String USERS = "plain";

    private BrokerPlan() {}

    /** As a file, since the broker reads it from a URL. */
    static Path write(Path directory, int port) {
        var plan = JSON.objectNode().put("name", "millrace").put("modelVersion", "8.0");
        // RabbitMQ's clients bound their queues by arguments that Qpid does not know.
        plan.putObject("context").put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
        plan.putArray("authenticationproviders").add(users());
        plan.putArray("ports").add(port(port));
        plan.putArray("virtualhostnodes").add(virtualHost(directory));
        try {
            return Files.writeString(directory.resolve("plan.json"), plan.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    /** The user that every AMQP client takes for granted; whoever reaches the loopback may be it. */
    private static ObjectNode users() {
        var users = JSON.objectNode().put("name", USERS).put("type", "Plain");
        // PLAIN is what AMQP clients speak; nothing leaves this machine.
        users.putArray("secureOnlyMechanisms");
        users.putArray("users")
                .addObject()
                .put("name", "guest")
                .put("type", "managed")
                .put("password", "guest");
        return users;
    }

    private static ObjectNode port(int number) {
        var port = JSON.objectNode()
                .put("name", "amqp")
                .put("type", "AMQP")
                .put("port", number)
                .put("bindingAddress", EmbeddedAmqp.HOST)
                .put("authenticationProvider", USERS)
                .put("threadPoolSize", 4)
                .put("numberOfSelectors", 1);
        port.putArray("protocols").add("AMQP_0_9_1");
        // Without these no client finds the virtual host, whatever it asks for.
        var aliases = port.putArray("virtualhostaliases");
        for (var alias : new String[] {"defaultAlias", "nameAlias", "hostnameAlias"}) {
            aliases.addObject().put("name", alias).put("type", alias);
        }
        return port;
    }

    private static ObjectNode virtualHost(Path directory) {
        var first = JSON.objectNode()
                .put("type", "DERBY")
                .put("storePath", directory.resolve("messages").toString())
                .put("connectionThreadPoolSize", 4)
                .put("numberOfSelectors", 1)
                .put("housekeepingThreadCount", 2);
        return JSON.objectNode()
                .put("name", HOST)
                .put("type", "JSON")
                .put("defaultVirtualHostNode", true)
                .put("storePath", directory.resolve("exchanges").toString())
                .put("virtualHostInitialConfiguration", first.toString());
    }
}
