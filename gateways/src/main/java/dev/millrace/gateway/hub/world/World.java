package dev.millrace.gateway.hub.world;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.world.WorldEvent;
import dev.millrace.message.world.WorldEvent.Type;
import dev.millrace.part.Health;
import dev.millrace.topic.Stamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one is and in which model, as the newest event of either kind on any gateway says. Thread-safe. */
final class World implements Subscriber<WorldEvent>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(World.class);
    private static final String LOCATION = "location";
    private static final String MODEL = "model";

    private final Platform platform;
    private final ModelFolder folder;
    private final int resolution;
    private final ExecutorService loading = Executors.newSingleThreadExecutor(World::daemon);
    private Point location = Point.ORIGIN;
    private long locationOffset = -1;
    private String model = "";
    /** The file that was read last, known to the thread that reads them alone. */
    private Optional<ModelFolder.Model> read = Optional.empty();

    private volatile @Nullable VoxelGrid grid;
    private @Nullable Subscription subscription;

    World(Platform platform, ModelFolder folder, int resolution) {
        this.platform = platform;
        this.folder = folder;
        this.resolution = resolution;
    }

    synchronized void start() {
        subscription = platform.fastLane().subscribe(Watch.all(platform.topics().worldEvents(), Start.cursor(0)), this);
    }

    synchronized Health health() {
        if (subscription == null) return Health.of(Health.State.STARTING, "not started");
        return subscription.state() == Subscription.State.CLOSED
                ? Health.of(Health.State.DOWN, "the world's events are not read any more")
                : Health.ready();
    }

    synchronized Point location() {
        return location;
    }

    /** The space of the model; empty while none is loaded. */
    Optional<VoxelGrid> grid() {
        return Optional.ofNullable(grid);
    }

    /** Completes when the broker has it and {@link #location()} tells it. */
    CompletableFuture<?> moveTo(Point place, String principal) {
        var event = event(Type.TYPE_LOCATION, principal)
                .setX(place.x())
                .setY(place.y())
                .setZ(place.z());
        return platform.exact()
                .send(platform.topics().worldEvents(), LOCATION, event.build())
                .thenAccept(at -> moved(place, at.offset()));
    }

    /** Somebody has fetched the model, so that is the space to look for ways in. */
    CompletableFuture<?> enter(String name, String principal) {
        var event = event(Type.TYPE_MODEL, principal).setModel(name);
        return platform.exact().send(platform.topics().worldEvents(), MODEL, event.build());
    }

    @Override
    public void onRecord(LiveRecord<WorldEvent> live) {
        var event = live.value();
        if (event.getType() == Type.TYPE_LOCATION) {
            moved(new Point(event.getX(), event.getY(), event.getZ()), live.offset());
        } else if (event.getType() == Type.TYPE_MODEL) {
            want(event.getModel());
            loading.execute(() -> load(event.getModel()));
        }
    }

    private synchronized void moved(Point place, long offset) {
        if (offset <= locationOffset) return;
        location = place;
        locationOffset = offset;
    }

    private synchronized void want(String name) {
        model = name;
    }

    private synchronized boolean isWanted(String name) {
        return name.equals(model);
    }

    /** A file that has not changed since it was read is not read again. */
    private void load(String name) {
        var file = folder.find(name);
        if (!isWanted(name) || file.isPresent() && file.equals(read)) return;
        read = file;
        var content = file.map(ModelFolder.Model::read).orElse(new ObjModel.Rejected("there is no such file"));
        if (content instanceof Mesh mesh) {
            var space = VoxelGrid.of(mesh, resolution);
            if (space.isPresent()) grid = space.get();
            else content = new ObjModel.Rejected("its triangles are too large in too great number");
        }
        if (content instanceof ObjModel.Rejected rejected) {
            LOG.atWarn()
                    .addKeyValue("model", name)
                    .addKeyValue("reason", rejected.reason())
                    .log("a model is of no use");
        }
    }

    private WorldEvent.Builder event(Type type, String principal) {
        return Stamp.received(nanos(platform.clock().get()))
                .principal(principal)
                .on(WorldEvent.newBuilder())
                .setType(type);
    }

    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    @Override
    public void close() {
        Subscription reading;
        synchronized (this) {
            reading = subscription;
        }
        if (reading != null) reading.close();
        loading.shutdownNow();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "hub-models");
        thread.setDaemon(true);
        return thread;
    }
}
