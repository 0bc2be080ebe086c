package dev.millrace.gateway.hub.control;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.live.Payload;
import dev.millrace.part.Health;
import dev.millrace.topic.Key;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands on their way from pilots to devices: through a topic, so that it does not matter who is connected where. */
public final class ControlCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(ControlCapability.class);

    private final Platform platform;
    private final ControlSettings settings;
    private final ControlMeters meters;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final ControlReader reader;

    public ControlCapability(Platform platform, Devices devices, ControlSettings settings) {
        this.platform = platform;
        this.settings = settings;
        this.meters = new ControlMeters(platform.meters());
        this.reader = new ControlReader(platform, devices, acknowledgements, meters);
        platform.meters().gauge("millrace.hub.control.awaited", acknowledgements, Acknowledgements::count);
    }

    @Override
    public String name() {
        return "control";
    }

    /** Pilots come by the sockets of viewers. */
    @Override
    public void mount(Routes routes) {}

    @Override
    public void start() {
        try {
            platform.fast()
                    .prepare(List.of(
                            platform.topics().controlCommands(),
                            platform.topics().analysisModes()));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the first commands will wait for their topic");
        }
        reader.start();
    }

    @Override
    public Health health() {
        return reader.health();
    }

    @Override
    public void stop() {
        reader.close();
    }

    /**
     * The pilot behind a viewer's socket.
     *
     * @param target whom its commands are for, as {@link Key} has it; empty for every device
     * @param tells how a pilot hears what becomes of its commands; empty for one that has not asked for it
     */
    public Pilot pilot(SocketOpening opening, Optional<String> target, Optional<Consumer<Payload>> tells) {
        var sender = new ControlSender(platform, settings, opening.principal());
        return new Pilot(sender, reader, acknowledgements, meters, settings, target.orElse(Devices.ALL), tells);
    }
}
