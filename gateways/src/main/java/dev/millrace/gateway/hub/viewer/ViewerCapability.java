package dev.millrace.gateway.hub.viewer;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.hub.control.ControlCapability;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.part.ByteSize;
import dev.millrace.topic.Key;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.websocket.api.Callback;

/** Websites that watch and steer, on {@code /ws/viewer}. */
public final class ViewerCapability implements Capability {

    private static final int POLICY_VIOLATION = 1008;

    /** A picture of 4 MiB as text, and one to spare. */
    private static final ByteSize OUTBOX = ByteSize.parse("12MiB");

    /** Commands beyond their own, lower, rate are dropped; so many messages of any kind are not even read. */
    private static final SocketLimits LIMITS =
            SocketLimits.SMALL.legacyMessage().rate(1_000);

    private final Platform platform;
    private final ControlCapability control;
    private final Outboxes outboxes;

    public ViewerCapability(Platform platform, ControlCapability control) {
        this.platform = platform;
        this.control = control;
        this.outboxes = new Outboxes("hub/ws/viewer", Overflow.DROP_OLDEST, OUTBOX, platform.meters());
    }

    @Override
    public String name() {
        return "viewer";
    }

    @Override
    public void mount(Routes routes) {
        routes.socket("/ws/viewer", LIMITS, this::open);
    }

    private SocketHandler open(SocketOpening opening) {
        var device = key(opening, "device");
        var stream = key(opening, "stream");
        if (device.isEmpty() && opening.query("device").isPresent()
                || stream.isEmpty() && opening.query("stream").isPresent()) {
            opening.session().close(POLICY_VIOLATION, "a name has 1 to 128 characters", Callback.NOOP);
            return new SocketHandler() {};
        }
        var outbox = outboxes.open(opening.session());
        var hasOptedIn =
                opening.speaksOurs() || opening.query("ack").filter("1"::equals).isPresent();
        if (hasOptedIn) outbox.telling(ViewerMessages::dropped);
        var pilot = control.pilot(opening, device, hasOptedIn ? Optional.of(outbox::offer) : Optional.empty());
        Set<String> keys = Stream.of(device, stream).flatMap(Optional::stream).collect(Collectors.toSet());
        return new ViewerSocket(pilot, ViewerFeed.open(platform, keys, outbox), outbox);
    }

    private static Optional<String> key(SocketOpening opening, String parameter) {
        return opening.query(parameter).flatMap(Key::of);
    }
}
