package dev.millrace.gpu.decode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What is counted and timed of the decoding. Thread-safe. */
final class DecodeMeters {

    /** Why a picture was not made. */
    enum Skip {
        /** Nobody wants so many a second. */
        RATE,
        /** Newer ones were waiting. */
        BEHIND,
        /** The decoder had nothing it could go on from. */
        AWAITING_KEYFRAME,
        /** Kafka did not take as many. */
        UNSENT
    }

    /** What was wrong with a packet. */
    enum Bad {
        /** The decoder refused it. */
        REFUSED,
        /** The picture came out damaged. */
        DAMAGED,
        /** Packets before it are missing. */
        GAP,
        /** It is no packet at all. */
        UNREADABLE,
        /** Of a session that another has taken over from. */
        SUPERSEDED
    }

    private final MeterRegistry registry;
    private final Map<Skip, Counter> skipped = new EnumMap<>(Skip.class);
    private final Map<Bad, Counter> bad = new EnumMap<>(Bad.class);
    private final Counter packets;
    private final Counter pictures;
    private final Counter published;
    private final Timer decoding;
    private final Timer encoding;
    private final Timer latency;

    DecodeMeters(MeterRegistry registry) {
        this.registry = registry;
        for (var skip : Skip.values()) skipped.put(skip, counter("skipped", "reason", word(skip)));
        for (var each : Bad.values()) bad.put(each, counter("packets.bad", "reason", word(each)));
        this.packets = counter("packets");
        this.pictures = counter("pictures");
        this.published = counter("published");
        this.decoding = registry.timer("millrace.gpu.decode.time");
        this.encoding = registry.timer("millrace.gpu.encode.time");
        this.latency = Timer.builder("millrace.gpu.picture.latency")
                .description("from the platform's first sight of a packet until its picture is in its topic")
                .publishPercentileHistogram()
                .register(registry);
    }

    void gauge(String name, Supplier<Number> value) {
        Gauge.builder("millrace.gpu." + name, value).strongReference(true).register(registry);
    }

    void packet() {
        packets.increment();
    }

    void picture() {
        pictures.increment();
    }

    void published() {
        published.increment();
    }

    void skipped(Skip reason, int count) {
        if (count > 0) Objects.requireNonNull(skipped.get(reason)).increment(count);
    }

    void bad(Bad reason) {
        Objects.requireNonNull(bad.get(reason)).increment();
    }

    Timer decoding() {
        return decoding;
    }

    Timer encoding() {
        return encoding;
    }

    Timer latency() {
        return latency;
    }

    private Counter counter(String name, String... tags) {
        return registry.counter("millrace.gpu." + name, tags);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
