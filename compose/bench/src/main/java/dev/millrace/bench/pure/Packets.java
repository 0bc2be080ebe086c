package dev.millrace.bench.pure;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.edge.Arrival;
import dev.millrace.edge.Channel;
import dev.millrace.edge.Decoding;
import dev.millrace.edge.EdgeDecoder;
import dev.millrace.edge.EdgeEncoder;
import dev.millrace.edge.EdgeState;
import dev.millrace.message.tesla.CompressedVehicleData;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a vehicle's packet costs to read, against protobuf's own parser on a legacy packet. JMH needs it public. */
@State(Scope.Thread)
public class Packets {

    private static final int READINGS = 200;
    private static final List<Channel> CHANNELS = List.of(
            Channel.of("speed", 0.5),
            Channel.of("battery", 0.1),
            Channel.of("power", 0.5),
            Channel.of("odometer", 0.05),
            Channel.angle("heading", 1));

    private final byte[] legacy = CompressedVehicleData.newBuilder()
            .setTimestamp(1_766_000_000_000L)
            .setVehicleSpeed(42)
            .setPowerKw(12)
            .setOdometer(12345.5f)
            .build()
            .toByteArray();

    private final List<byte[]> drive = new ArrayList<>();

    @Setup
    public void encodeDrive() {
        encode(drive);
    }

    private static void encode(List<byte[]> onto) {
        var encoder = new EdgeEncoder(EdgeEncoder.Settings.of(CHANNELS), 1);
        for (var i = 0; i < READINGS; i++) {
            onto.add(encoder.encode(
                    1_766_000_000_000L + i * 1000L,
                    30 + 20 * Math.sin(i / 17.0),
                    80 - i / 50.0,
                    25 * Math.cos(i / 11.0),
                    12_345 + i / 120.0,
                    i * 2.5 % 360));
        }
    }

    @Benchmark
    public CompressedVehicleData protobufParse() throws InvalidProtocolBufferException {
        return CompressedVehicleData.parseFrom(legacy);
    }

    @Benchmark
    public Arrival legacyArrival() {
        return Arrival.compressed(legacy);
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void closedLoopDecode(Blackhole sink) {
        var state = EdgeState.NEW;
        for (var packet : drive) {
            var decoded = EdgeDecoder.decode(state, packet);
            sink.consume(decoded);
            if (decoded instanceof Decoding.Decoded read) state = read.next();
        }
    }

    @Benchmark
    @OperationsPerInvocation(READINGS)
    public void closedLoopEncode(Blackhole sink) {
        var packets = new ArrayList<byte[]>(READINGS);
        encode(packets);
        sink.consume(packets);
    }
}
