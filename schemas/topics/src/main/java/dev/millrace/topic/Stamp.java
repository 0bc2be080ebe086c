package dev.millrace.topic;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a message: when, by whose clock, how surely, from which session and principal.
 *
 * <p>The wire form is fields 1 to 12 of every message, so any payload can be read as a stamp and any message can be
 * given one.
 *
 * @param captureTimeNs epoch nanoseconds on the platform's clock; 0 when unknown
 * @param deviceTime the device's own stamp in units of {@code deviceTickNs} nanoseconds; the unit is 0 when unknown
 * @param receivedNs epoch nanoseconds at which the platform first held the bytes
 * @param clockOffsetNs what was added to the device's time to reach {@code captureTimeNs}
 * @param clockUncertaintyNs how far {@code captureTimeNs} may be off, one-sided
 * @param sessionEpoch grows with each session of the same key
 * @param source the records this one was derived from
 */
public record Stamp(
        long captureTimeNs,
        long deviceTime,
        long deviceTickNs,
        long receivedNs,
        long clockOffsetNs,
        long clockUncertaintyNs,
        String sessionId,
        long sessionEpoch,
        long sequence,
        String principal,
        List<Source> source,
        String clock) {

    private static final Stamp NONE = new Stamp(0, 0, 0, 0, 0, 0, "", 0, 0, "", List.of(), "");

    private static final long NS_PER_MS = 1_000_000;

    /** Offsets of one topic partition, both ends included. */
    public record Source(String topic, int partition, long firstOffset, long lastOffset) {}

    public Stamp {
        source = List.copyOf(source);
    }

    /** A stamp of something that was received now, with nothing else known. */
    public static Stamp received(long receivedNs) {
        return new Stamp(receivedNs, 0, 0, receivedNs, 0, 0, "", 0, 0, "", List.of(), "");
    }

    public Stamp capturedAt(long epochNs) {
        return new Stamp(
                epochNs,
                deviceTime,
                deviceTickNs,
                receivedNs,
                clockOffsetNs,
                clockUncertaintyNs,
                sessionId,
                sessionEpoch,
                sequence,
                principal,
                source,
                clock);
    }

    /** With the device's own stamp, and the nanoseconds of its unit. */
    public Stamp deviceTime(long time, long tickNs, String ofClock) {
        return new Stamp(
                captureTimeNs,
                time,
                tickNs,
                receivedNs,
                clockOffsetNs,
                clockUncertaintyNs,
                sessionId,
                sessionEpoch,
                sequence,
                principal,
                source,
                ofClock);
    }

    /** As a device says whose clock counts milliseconds of the epoch; 0 for one that does not say. */
    public Stamp deviceMillis(long epochMs) {
        if (epochMs == 0) return this;
        var stamped = deviceTime(epochMs, NS_PER_MS, "epoch");
        return epochMs < 0 || epochMs > Long.MAX_VALUE / NS_PER_MS ? stamped : stamped.capturedAt(epochMs * NS_PER_MS);
    }

    /** With what was added to the device's time to reach the capture time, and how sure that is. */
    public Stamp clockOffset(long offsetNs, long uncertaintyNs) {
        return new Stamp(
                captureTimeNs,
                deviceTime,
                deviceTickNs,
                receivedNs,
                offsetNs,
                uncertaintyNs,
                sessionId,
                sessionEpoch,
                sequence,
                principal,
                source,
                clock);
    }

    public Stamp session(String id, long epoch, long sequence) {
        return new Stamp(
                captureTimeNs,
                deviceTime,
                deviceTickNs,
                receivedNs,
                clockOffsetNs,
                clockUncertaintyNs,
                id,
                epoch,
                sequence,
                principal,
                source,
                clock);
    }

    public Stamp principal(String name) {
        return new Stamp(
                captureTimeNs,
                deviceTime,
                deviceTickNs,
                receivedNs,
                clockOffsetNs,
                clockUncertaintyNs,
                sessionId,
                sessionEpoch,
                sequence,
                name,
                source,
                clock);
    }

    /** As of a record derived from one record of a topic. */
    public Stamp derivedFrom(String topic, int partition, long offset) {
        return new Stamp(
                captureTimeNs,
                deviceTime,
                deviceTickNs,
                receivedNs,
                clockOffsetNs,
                clockUncertaintyNs,
                sessionId,
                sessionEpoch,
                sequence,
                principal,
                List.of(new Source(topic, partition, offset, offset)),
                clock);
    }

    /** The head of any message of the catalogue. */
    public static Stamp of(Message message) {
        try {
            return of(dev.millrace.message.stamp.Stamp.parseFrom(message.toByteString()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "fields 1 to 12 of " + message.getDescriptorForType() + " are not a head", e);
        }
    }

    /** Gives a message this head; the builder's fields 1 to 12 must not be set. */
    public <B extends Message.Builder> B on(B builder) {
        try {
            builder.mergeFrom(toMessage().toByteString());
            return builder;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a message with a head: " + builder.getDescriptorForType(), e);
        }
    }

    private dev.millrace.message.stamp.Stamp toMessage() {
        var message = dev.millrace.message.stamp.Stamp.newBuilder()
                .setCaptureTimeNs(captureTimeNs)
                .setDeviceTime(deviceTime)
                .setDeviceTickNs(deviceTickNs)
                .setReceivedNs(receivedNs)
                .setClockOffsetNs(clockOffsetNs)
                .setClockUncertaintyNs(clockUncertaintyNs)
                .setSessionId(sessionId)
                .setSessionEpoch(sessionEpoch)
                .setSequence(sequence)
                .setPrincipal(principal)
                .setClock(clock);
        for (var range : source) {
            message.addSourceBuilder()
                    .setTopic(range.topic)
                    .setPartition(range.partition)
                    .setFirstOffset(range.firstOffset)
                    .setLastOffset(range.lastOffset);
        }
        return message.build();
    }

    private static Stamp of(dev.millrace.message.stamp.Stamp message) {
        if (message.equals(dev.millrace.message.stamp.Stamp.getDefaultInstance())) return NONE;
        var source = new ArrayList<Source>(message.getSourceCount());
        for (var range : message.getSourceList()) {
            source.add(
                    new Source(range.getTopic(), range.getPartition(), range.getFirstOffset(), range.getLastOffset()));
        }
        return new Stamp(
                message.getCaptureTimeNs(),
                message.getDeviceTime(),
                message.getDeviceTickNs(),
                message.getReceivedNs(),
                message.getClockOffsetNs(),
                message.getClockUncertaintyNs(),
                message.getSessionId(),
                message.getSessionEpoch(),
                message.getSequence(),
                message.getPrincipal(),
                source,
                message.getClock());
    }
}
