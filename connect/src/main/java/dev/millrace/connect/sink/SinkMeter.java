package dev.millrace.connect.sink;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;

/** The counters of one task, registered as {@code dev.millrace.connect:type=sink,connector=…,task=…}. Thread-safe. */
final class SinkMeter implements SinkMXBean, AutoCloseable {

    private record Waiting(String reason, long since) {}

    private static final Waiting NOT = new Waiting("", 0);

    private final ObjectName name;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile Waiting waiting = NOT;

    private SinkMeter(ObjectName name) {
        this.name = name;
    }

    static SinkMeter register(String connector, String task) {
        try {
            var name = new ObjectName(
                    "dev.millrace.connect:type=sink,connector=" + ObjectName.quote(connector) + ",task=" + task);
            var meter = new SinkMeter(name);
            var beans = ManagementFactory.getPlatformMBeanServer();
            // A task that hangs is replaced before it has ended.
            if (beans.isRegistered(name)) beans.unregisterMBean(name);
            beans.registerMBean(meter, name);
            return meter;
        } catch (JMException e) {
            throw new ConnectException("cannot register the counters of " + connector, e);
        }
    }

    void stored(int records, int ofThemRefused) {
        waiting = NOT;
        stored.addAndGet(records - ofThemRefused);
        refused.addAndGet(ofThemRefused);
    }

    void waiting(String reason) {
        var before = waiting;
        waiting = new Waiting(reason, before == NOT ? System.currentTimeMillis() : before.since());
    }

    @Override
    public long getStored() {
        return stored.get();
    }

    @Override
    public long getRefused() {
        return refused.get();
    }

    @Override
    public String getWaitingFor() {
        return waiting.reason();
    }

    @Override
    public long getWaitingSince() {
        return waiting.since();
    }

    @Override
    public void close() {
        try {
            var beans = ManagementFactory.getPlatformMBeanServer();
            if (beans.isRegistered(name)) beans.unregisterMBean(name);
        } catch (JMException e) {
            throw new ConnectException("cannot unregister " + name, e);
        }
    }
}
