package dev.millrace.topology.device;

import dev.millrace.message.device.DeviceEvent;
import dev.millrace.message.device.DeviceState;
import dev.millrace.topic.Topics;
import dev.millrace.topology.Rejected;
import dev.millrace.topology.StepContext;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes each device's state of its events. */
final class Attending implements BiConsumer<String, DeviceEvent> {

    static final String DEVICES = "devices";

    private static final int LARGEST_EVENT = 16 << 10;

    private final Topics topics;
    private final StepContext step;
    private final KeyValueStore<String, DeviceState> devices;

    Attending(Topics topics, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.devices = step.store(DEVICES);
    }

    @Override
    public void accept(String name, DeviceEvent event) {
        if (event.getSerializedSize() > LARGEST_EVENT) {
            step.reject(new Rejected("too-large", "an event has at most " + LARGEST_EVENT + " bytes"));
            return;
        }
        if (!States.areNamesKeepable(event)) {
            step.reject(new Rejected("too-long", "the names in an event have at most 128 bytes"));
            return;
        }
        var known = devices.get(name);
        var before = known == null ? Device.UNKNOWN : States.read(known);
        switch (event.getType()) {
            case TYPE_CONNECTED ->
                keep(name, before.connected(States.connection(event), States.description(event)), event);
            case TYPE_RENEWED -> keep(name, before.renewed(States.connection(event)), event);
            case TYPE_DISCONNECTED -> keep(name, before.disconnected(event.getSessionId()), event);
            case TYPE_REPORTED -> keep(name, before.reported(event.getReportType(), States.report(event)), event);
            default -> step.reject(new Rejected("unknown-type", "no type of event that is known: " + event.getType()));
        }
    }

    private void keep(String name, Device device, DeviceEvent event) {
        var state = States.write(step.derivedStamp(), device.seenAt(event.getReceivedNs()));
        devices.put(name, state);
        step.emit(topics.deviceStates(), state);
    }
}
