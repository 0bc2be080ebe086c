package dev.millrace.gateway.clock;

import dev.millrace.part.LogThrottle;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine's clock, corrected towards time servers. They are asked in their order until one gives a usable answer;
 * more of them when nothing is known yet, or when an answer contradicts what is known, so that one that is wrong does
 * not set the clock where others disagree. One thread asks; anybody may read.
 */
public final class NtpClock implements PlatformClock {

    private static final Logger LOG = LoggerFactory.getLogger(NtpClock.class);
    private static final int MOST_ASKED_IN_DOUBT = 3;

    private final ClockSettings.Ntp settings;
    private final Listener listener;
    private final OffsetEstimator estimator = new OffsetEstimator();
    private final LogThrottle quiet = new LogThrottle();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ntp");
    private volatile Slew slew = Slew.NONE;
    private volatile ClockState state;

    /** Told of each measurement, on the thread that asks. */
    @FunctionalInterface
    public interface Listener {

        void measured(String server, Measurement measurement, boolean isInForce);
    }

    private record Answer(String server, Measurement measurement) {}

    private NtpClock(ClockSettings.Ntp settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
        this.state = new ClockState(settings.isOn(), Optional.empty(), 0, "");
        thread.setDaemon(true);
    }

    /** Returns at once; what it tells is this machine's time until a server has answered. */
    public static NtpClock start(ClockSettings settings, Listener listener) {
        var clock = new NtpClock(settings.ntp(), listener);
        if (settings.ntp().isOn()) clock.thread.start();
        return clock;
    }

    @Override
    public Instant get() {
        return Instant.now().plusNanos(slew.at(System.nanoTime()));
    }

    @Override
    public ClockState state() {
        var known = state;
        return new ClockState(known.isOn(), known.sync().map(this::now), known.failures(), known.lastFailure());
    }

    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
    }

    private ClockState.Sync now(ClockState.Sync sync) {
        var applied = Duration.ofNanos(slew.at(System.nanoTime()));
        return new ClockState.Sync(
                sync.server(), sync.at(), sync.offset(), applied, sync.uncertainty(), sync.roundTrip());
    }

    private void run() {
        try {
            do ask();
            while (!stopped.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        var answers = new ArrayList<Answer>();
        var failure = "";
        for (var server : settings.inOrder()) {
            if (stopped.getCount() == 0) return;
            try {
                answers.add(new Answer(server, new TimeServer(server).ask(settings.timeout())));
            } catch (IOException e) {
                failure = server + ": " + e.getMessage();
            }
            if (isSettled(answers)) break;
        }
        if (answers.isEmpty()) failed(failure);
        else take(answers);
    }

    private boolean isSettled(List<Answer> answers) {
        if (answers.isEmpty()) return false;
        var isKnown = estimator.at(System.nanoTime()).isPresent();
        var isDoubtful = !isKnown || estimator.contradicts(answers.get(0).measurement);
        return !isDoubtful || answers.size() >= MOST_ASKED_IN_DOUBT;
    }

    private void take(List<Answer> answers) {
        var chosen = answers.stream()
                .filter(answer -> answers.stream().anyMatch(other -> agree(answer, other)))
                .findFirst()
                .orElse(answers.get(0));
        for (var answer : answers) {
            if (answer == chosen) accept(answer);
            else listener.measured(answer.server, answer.measurement, false);
        }
    }

    private static boolean agree(Answer one, Answer other) {
        return one != other && !OffsetEstimator.apart(one.measurement, other.measurement);
    }

    private void accept(Answer answer) {
        var isInForce = estimator.add(answer.measurement);
        listener.measured(answer.server, answer.measurement, isInForce);
        var now = System.nanoTime();
        estimator.at(now).ifPresent(estimate -> {
            slew = slew.towards(estimate.offsetNs(), now);
            var server = isInForce
                    ? answer.server
                    : state.sync().map(ClockState.Sync::server).orElse(answer.server);
            state = new ClockState(
                    true,
                    Optional.of(new ClockState.Sync(
                            server,
                            get(),
                            Duration.ofNanos(estimate.offsetNs()),
                            Duration.ZERO,
                            Duration.ofNanos(estimate.uncertaintyNs()),
                            Duration.ofNanos(estimate.roundTripNs()))),
                    0,
                    "");
        });
    }

    private void failed(String failure) {
        state = new ClockState(true, state.sync(), state.failures() + 1, failure);
        quiet.log(count -> LOG.atInfo()
                .addKeyValue("cause", failure)
                .addKeyValue("count", count)
                .log("no time server gave a usable answer"));
    }
}
