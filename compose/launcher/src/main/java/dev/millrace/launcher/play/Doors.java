package dev.millrace.launcher.play;

import dev.millrace.launcher.platform.Endpoints;
import dev.millrace.part.PartFailure;
import dev.millrace.recording.play.Target;

/** Where recordings go in: the addresses of the capabilities that take them. */
public record Doors(Target hub, Target telemetry) {

    /** By the prefixes of a gateway's public port. */
    public static Doors of(String gateway) {
        var base = gateway.endsWith("/") ? gateway.substring(0, gateway.length() - 1) : gateway;
        return new Doors(Target.at(base + "/hub"), Target.at(base + "/telemetry"));
    }

    /** The legacy ports of a running platform where it has them, else the prefixes of its public one. */
    public static Doors of(Endpoints endpoints) {
        var console = endpoints
                .address("console")
                .orElseThrow(() -> new PartFailure("the platform runs without a gateway to play to"));
        var prefixed = of(console);
        return new Doors(
                endpoints.address("hub").map(Target::at).orElse(prefixed.hub),
                endpoints.address("telemetry").map(Target::at).orElse(prefixed.telemetry));
    }

    public Doors with(String token) {
        return new Doors(hub.with(token), telemetry.with(token));
    }
}
