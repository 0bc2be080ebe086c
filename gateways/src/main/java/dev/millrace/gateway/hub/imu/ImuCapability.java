package dev.millrace.gateway.hub.imu;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.clock.DeviceClocks;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.imu.ImuBatch;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inertial samples: taken from devices' messages; how they fare is told at {@code /api/imu}. */
public final class ImuCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(ImuCapability.class);
    private static final int TAIL = 500;
    private static final long UNASKED_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long CATCH_UP_MS = 2_000;

    private final Platform platform;
    private final ImuBoard board = new ImuBoard();
    private final ImuKind kind;
    private final ScheduledExecutorService tasks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "hub-imu");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Following following;
    private long askedNs;

    public ImuCapability(Platform platform, DeviceClocks clocks) {
        this.platform = platform;
        this.kind = new ImuKind(platform, clocks, tasks);
    }

    /** What devices' sockets hand {@code imu_data} to. */
    public MessageKind kind() {
        return kind;
    }

    @Override
    public String name() {
        return "imu";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/imu", RouteLimits.SMALL, this::answer);
    }

    @Override
    public void start() {
        try {
            platform.exact().prepare(List.of(platform.topics().imuSamples()));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the first samples will wait for their topic");
        }
        kind.start();
        tasks.scheduleWithFixedDelay(this::leaveUnasked, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        tasks.shutdown();
        leave();
    }

    private void answer(Context context) throws InterruptedException {
        follow().live.await(CATCH_UP_MS, TimeUnit.MILLISECONDS);
        context.contentType("application/json")
                .result(board.json(platform.clock().get()).toString());
    }

    /** Reads the ordered samples while somebody asks for them. */
    private synchronized Following follow() {
        askedNs = System.nanoTime();
        var known = following;
        if (known != null) return known;
        var begun = new Following();
        begun.subscription =
                platform.seenCommitted().subscribe(Watch.all(platform.topics().imuOrdered(), Start.tail(TAIL)), begun);
        following = begun;
        return begun;
    }

    private synchronized void leaveUnasked() {
        if (System.nanoTime() - askedNs > UNASKED_NS) leave();
    }

    private void leave() {
        if (following == null) return;
        if (following.subscription != null) following.subscription.close();
        following = null;
        board.clear();
    }

    private final class Following implements Subscriber<ImuBatch> {

        private final CountDownLatch live = new CountDownLatch(1);
        private @Nullable Subscription subscription;

        @Override
        public void onRecord(LiveRecord<ImuBatch> record) {
            board.add(record);
        }

        @Override
        public void onLive() {
            live.countDown();
        }

        /** Whoever asks next begins anew. */
        @Override
        public void onFailure(RuntimeException failure) {
            live.countDown();
            synchronized (ImuCapability.this) {
                if (following == this) leave();
            }
        }
    }
}
