package dev.millrace.gateway.hub.world;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Routes;
import dev.millrace.part.Health;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the legacy hub told and was told of the world, below {@code /api}. */
public final class WorldCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(WorldCapability.class);

    private final WorldSettings settings;
    private final World world;
    private final Restarts restarts;
    private final WorldRoutes routes;

    public WorldCapability(Platform platform, WorldSettings settings) {
        var folder = new ModelFolder(Path.of(settings.models()));
        this.settings = settings;
        this.world = new World(platform, folder, settings.resolution());
        this.restarts = new Restarts(platform);
        this.routes = new WorldRoutes(world, folder, restarts, platform.clock());
    }

    @Override
    public String name() {
        return "world";
    }

    @Override
    public void mount(Routes to) {
        routes.mount(to);
    }

    @Override
    public void start() {
        world.start();
        if (!settings.restartAtStart()) return;
        restarts.call(Restarts.AT_START, "").whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.atWarn().addKeyValue("cause", failure.toString()).log("services were not called to begin anew");
            }
        });
    }

    @Override
    public Health health() {
        return world.health();
    }

    @Override
    public void stop() {
        world.close();
        routes.close();
    }
}
