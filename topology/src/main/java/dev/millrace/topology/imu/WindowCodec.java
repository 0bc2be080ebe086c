package dev.millrace.topology.imu;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.millrace.topology.imu.ReorderWindow.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Windows as bytes: stamps as differences in their common unit, so that a phone's window takes one to three KiB, and
 * none takes 16. The first byte is the form's version; the first form had no run.
 */
final class WindowCodec {

    private static final int WITHOUT_RUN = 1;
    private static final int VERSION = 2;
    private static final int UNIT = 0xF;
    private static final int OWN_TIME = 0x10;
    private static final int TEXT = 0x20;

    private WindowCodec() {}

    static Serde<State> serde() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : write(state),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    static byte[] write(State state) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeRawByte((byte) VERSION);
            out.writeUInt64NoTag(state.era());
            out.writeSInt64NoTag(state.newest());
            out.writeBoolNoTag(state.hasReleased());
            out.writeSInt64NoTag(state.released());
            out.writeUInt32NoTag(state.unit().code());
            write(out, state.arrival());
            write(out, state.totals());
            write(out, state.remembered());
            write(out, state.held(), state.newest());
            write(out, state.doubted(), state.newest());
            write(out, state.run());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static State read(byte[] bytes) {
        var in = CodedInputStream.newInstance(bytes);
        try {
            var version = in.readRawByte();
            if (version != VERSION && version != WITHOUT_RUN)
                throw new IllegalStateException("a window of form " + version);
            var era = in.readUInt64();
            var newest = in.readSInt64();
            var hasReleased = in.readBool();
            var released = in.readSInt64();
            var unit = Unit.ofCode(in.readUInt32());
            var arrival = readArrival(in);
            var totals = readTotals(in);
            var remembered = readStamps(in);
            var held = readSamples(in, newest);
            var doubted = readSamples(in, newest);
            var run = version == WITHOUT_RUN ? DoubtfulRun.of(doubted) : readRun(in);
            return new State(era, newest, hasReleased, released, unit, arrival, totals, remembered, held, doubted, run);
        } catch (IOException e) {
            throw new UncheckedIOException("a window that cannot be read", e);
        }
    }

    private static void write(CodedOutputStream out, DoubtfulRun run) throws IOException {
        out.writeUInt32NoTag(run.count());
        out.writeSInt64NoTag(run.last());
        out.writeUInt32NoTag(run.unit().code());
    }

    private static DoubtfulRun readRun(CodedInputStream in) throws IOException {
        return new DoubtfulRun(in.readUInt32(), in.readSInt64(), Unit.ofCode(in.readUInt32()));
    }

    private static void write(CodedOutputStream out, Arrival arrival) throws IOException {
        out.writeFixed64NoTag(arrival.receivedNs());
        out.writeSInt64NoTag(arrival.offsetNs());
        out.writeSInt64NoTag(arrival.uncertaintyNs());
        out.writeBoolNoTag(arrival.isPlaced());
    }

    private static Arrival readArrival(CodedInputStream in) throws IOException {
        return new Arrival(in.readFixed64(), in.readSInt64(), in.readSInt64(), in.readBool());
    }

    private static void write(CodedOutputStream out, Totals totals) throws IOException {
        out.writeUInt64NoTag(totals.received());
        out.writeUInt64NoTag(totals.emitted());
        out.writeUInt64NoTag(totals.duplicates());
        out.writeUInt64NoTag(totals.late());
        out.writeUInt64NoTag(totals.gaps());
        out.writeUInt64NoTag(totals.hurried());
    }

    private static Totals readTotals(CodedInputStream in) throws IOException {
        return new Totals(
                in.readUInt64(), in.readUInt64(), in.readUInt64(), in.readUInt64(), in.readUInt64(), in.readUInt64());
    }

    /** Rising stamps. Their differences, and so their greatest common divisor, may take all 64 bits. */
    private static void write(CodedOutputStream out, long[] stamps) throws IOException {
        out.writeUInt32NoTag(stamps.length);
        if (stamps.length == 0) return;
        out.writeSInt64NoTag(stamps[0]);
        var step = step(stamps);
        out.writeUInt64NoTag(step);
        for (var i = 1; i < stamps.length; i++) {
            out.writeUInt64NoTag(Long.divideUnsigned(stamps[i] - stamps[i - 1], step));
        }
    }

    private static long[] readStamps(CodedInputStream in) throws IOException {
        var stamps = new long[in.readUInt32()];
        if (stamps.length == 0) return stamps;
        stamps[0] = in.readSInt64();
        var step = in.readUInt64();
        for (var i = 1; i < stamps.length; i++) stamps[i] = stamps[i - 1] + in.readUInt64() * step;
        return stamps;
    }

    private static long step(long[] stamps) {
        var step = 0L;
        for (var i = 1; i < stamps.length; i++) {
            var rest = stamps[i] - stamps[i - 1];
            while (rest != 0) {
                var next = Long.remainderUnsigned(step, rest);
                step = rest;
                rest = next;
            }
        }
        return step == 0 ? 1 : step;
    }

    private static void write(CodedOutputStream out, List<ImuSample> samples, long from) throws IOException {
        out.writeUInt32NoTag(samples.size());
        var before = from;
        for (var sample : samples) {
            var isOwnTime = sample.deviceTime() != time(sample.deviceNs(), sample.unit());
            var flags = sample.unit().code()
                    | (isOwnTime ? OWN_TIME : 0)
                    | (sample.text().isEmpty() ? 0 : TEXT);
            out.writeRawByte((byte) flags);
            out.writeSInt64NoTag(sample.deviceNs() - before);
            if (isOwnTime) out.writeSInt64NoTag(sample.deviceTime());
            if (!sample.text().isEmpty()) out.writeStringNoTag(sample.text());
            write(out, sample.acceleration());
            write(out, sample.rotation());
            before = sample.deviceNs();
        }
    }

    private static List<ImuSample> readSamples(CodedInputStream in, long from) throws IOException {
        var count = in.readUInt32();
        var samples = new ArrayList<ImuSample>(count);
        var before = from;
        for (var i = 0; i < count; i++) {
            var flags = in.readRawByte();
            var unit = Unit.ofCode(flags & UNIT);
            before += in.readSInt64();
            var time = (flags & OWN_TIME) == 0 ? time(before, unit) : in.readSInt64();
            var text = (flags & TEXT) == 0 ? "" : in.readString();
            samples.add(new ImuSample(before, unit, time, text, readVector(in), readVector(in)));
        }
        return samples;
    }

    private static void write(CodedOutputStream out, ImuSample.Vector vector) throws IOException {
        out.writeDoubleNoTag(vector.x());
        out.writeDoubleNoTag(vector.y());
        out.writeDoubleNoTag(vector.z());
    }

    private static ImuSample.Vector readVector(CodedInputStream in) throws IOException {
        return new ImuSample.Vector(in.readDouble(), in.readDouble(), in.readDouble());
    }

    /** What a device's stamp most likely was. */
    private static long time(long deviceNs, Unit unit) {
        return unit.tickNs() > 1 ? Math.floorDiv(deviceNs, unit.tickNs()) : deviceNs;
    }
}
