package dev.millrace.connect;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the sinks of this JVM wait for. Connect itself calls a task that waits a running one. */
final class SinkStates {

    private SinkStates() {}

    /** By connector, of those that wait. */
    static Map<String, String> waiting() {
        var beans = ManagementFactory.getPlatformMBeanServer();
        var waiting = new HashMap<String, String>();
        try {
            for (var sink : beans.queryNames(new ObjectName("dev.millrace.connect:type=sink,*"), null)) {
                var since = (Long) beans.getAttribute(sink, "WaitingSince");
                if (since == 0) continue;
                var connector = ObjectName.unquote(sink.getKeyProperty("connector"));
                var reason = beans.getAttribute(sink, "WaitingFor");
                waiting.put(connector, "waits for the database since " + Instant.ofEpochMilli(since) + ": " + reason);
            }
        } catch (JMException gone) {
            // A task that ended between the two questions waits for nothing.
        }
        return waiting;
    }
}
