package dev.millrace.topology.imu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.TopologyBench;
import dev.millrace.topology.TopologySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImuOrderingTopologyTest {

    private static final long MS = 1_000_000;
    private static final long WINDOW = 50 * MS;
    private static final long START = 1_739_402_161_351L * MS;
    private static final String DEVICE = "drone";

    private final TopologyBench bench = new TopologyBench(new ImuOrderingTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldPutSamplesInOrderAndDropRepeats() {
        // When
        send(START);
        send(START + 8 * MS);
        send(START + 4 * MS);
        send(START + 8 * MS);
        send(START + 100 * MS);

        // Then
        var ordered = ordered();
        assertThat(stamps(ordered)).containsExactly(START, START + 4 * MS, START + 8 * MS);
        var last = ordered.get(ordered.size() - 1);
        assertThat(last.getReceived()).isEqualTo(5);
        assertThat(last.getEmitted()).isEqualTo(3);
        assertThat(last.getDuplicates()).isEqualTo(1);
        assertThat(last.getEra()).isEqualTo(1);
        assertThat(late()).isEmpty();
    }

    @Test
    void shouldSetAsideWhatComesAfterANewerOneWentOut() {
        // Given
        send(START);
        send(START + 100 * MS);

        // When
        send(START - 30 * MS);

        // Then
        var late = late();
        assertThat(stamps(late)).containsExactly(START - 30 * MS);
        assertThat(late.get(0).getSamples(0).getLateByNs()).isEqualTo(30 * MS);
        assertThat(Stamp.of(late.get(0)).source()).containsExactly(new Stamp.Source("imu.samples", 0, 2, 2));
    }

    @Test
    void shouldCloseTheWindowOfADeviceThatIsQuiet() {
        // Given
        send(START);
        send(START + 8 * MS);

        // When
        bench.send(
                bench.topics().imuSamples(),
                DEVICE,
                ImuBatch.newBuilder().setIdleUpToNs(START + 8 * MS).build());

        // Then
        var ordered = ordered();
        assertThat(stamps(ordered)).containsExactly(START, START + 8 * MS);
        assertThat(ordered).hasSize(1);
    }

    @Test
    void shouldLeaveValuesAndStampsAsTheyAreBitForBit() {
        // Given
        var sample = sample(1_500_000_000_000_000_000L)
                .setDeviceTimeText("1.5e+18")
                .setDeviceTime(1_500_000_000_000_000_000L)
                .setAccelerationX(-0.0)
                .setRotationZ(0.007456851)
                .build();

        // When
        bench.send(
                bench.topics().imuSamples(),
                DEVICE,
                ImuBatch.newBuilder()
                        .setCaptureTimeNs(1_500_000_000_000_000_123L)
                        .setClockOffsetNs(123)
                        .setClockUncertaintyNs(45)
                        .setDeviceTickNs(1)
                        .setClock("epoch")
                        .setPrincipal("pilot")
                        .setSessionId("s")
                        .addSamples(sample)
                        .setIdleUpToNs(1_500_000_000_000_000_000L)
                        .build());

        // Then
        var ordered = ordered().get(0);
        assertThat(ordered.getSamples(0)).isEqualTo(sample);
        assertThat(Double.doubleToRawLongBits(ordered.getSamples(0).getAccelerationX()))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
        var stamp = Stamp.of(ordered);
        assertThat(stamp.captureTimeNs()).isEqualTo(1_500_000_000_000_000_123L);
        assertThat(stamp.clockUncertaintyNs()).isEqualTo(45);
        assertThat(stamp.principal()).isEqualTo("pilot");
        assertThat(stamp.sessionId()).isEqualTo("s");
        assertThat(stamp.source()).containsExactly(new Stamp.Source("imu.samples", 0, 0, 0));
    }

    @Test
    void shouldTurnTheVectorsOfTheDeviceThatIsConfigured() {
        // Given
        var settings =
                TopologySettings.defaults().with("topology.imu.transforms.drone", "[0, -1, 0, 1, 0, 0, 0, 0, 2]");

        // When
        try (var turned = new TopologyBench(new ImuOrderingTopology(), settings, Partitions.EMBEDDED)) {
            for (var device : List.of(DEVICE, "other")) {
                turned.send(
                        turned.topics().imuSamples(),
                        device,
                        batch(START).setIdleUpToNs(START).build());
            }

            // Then
            var samples = turned.read(turned.topics().imuOrdered()).stream()
                    .map(each -> each.value().getSamples(0))
                    .toList();
            assertThat(samples.get(0).getAccelerationX()).isEqualTo(-2);
            assertThat(samples.get(0).getAccelerationY()).isEqualTo(1);
            assertThat(samples.get(0).getAccelerationZ()).isEqualTo(6);
            assertThat(samples.get(1).getAccelerationX()).isEqualTo(1);
        }
    }

    @Test
    void shouldSetAsideRecordsThatNoGatewayWrites() {
        // When
        bench.send(
                bench.topics().imuSamples(),
                DEVICE,
                batch(LongStream.range(0, 33).map(i -> START + i).toArray()).build());
        bench.send(
                bench.topics().imuSamples(),
                DEVICE,
                batch(START).setDeviceTickNs(7).build());

        // Then
        assertThat(bench.deadLetters())
                .extracting(letter -> letter.getReason())
                .containsExactly("too-many-samples", "unknown-unit");
        assertThat(ordered()).isEmpty();
    }

    @Test
    void shouldOrderARealDronesSamplesAsTheyCame() throws IOException {
        // Given
        var stamps = recorded();

        // When
        stamps.forEach(stamp -> send(stamp));
        idle(stamps.get(stamps.size() - 1));

        // Then
        var ordered = ordered();
        assertThat(stamps(ordered)).isEqualTo(List.copyOf(new TreeSet<>(stamps)));
        assertThat(ordered.get(ordered.size() - 1).getDuplicates())
                .isEqualTo(stamps.size() - new TreeSet<>(stamps).size());
        assertThat(late()).isEmpty();
    }

    @Test
    void shouldOrderARealDronesSamplesShuffledRepeatedDelayedAndThinned() throws IOException {
        // Given
        var random = new Random(20_250_213);
        record Arriving(long stamp, long at) {}
        var arriving = new ArrayList<Arriving>();
        for (var stamp : recorded()) {
            var fate = random.nextInt(100);
            if (fate < 3) continue;
            var delay = fate < 6 ? 60 * MS + random.nextLong(300 * MS) : random.nextLong(45 * MS);
            arriving.add(new Arriving(stamp, stamp + delay));
            if (fate > 90) arriving.add(new Arriving(stamp, stamp + delay + random.nextLong(400 * MS)));
        }
        arriving.sort(Comparator.comparingLong(Arriving::at));
        var stamps = arriving.stream().map(Arriving::stamp).toList();

        // When
        for (var i = 0; i < stamps.size(); ) {
            var size = Math.min(stamps.size() - i, 1 + random.nextInt(32));
            bench.send(
                    bench.topics().imuSamples(),
                    DEVICE,
                    batch(stamps.subList(i, i + size).stream()
                                    .mapToLong(stamp -> stamp)
                                    .toArray())
                            .build());
            i += size;
        }
        idle(START + 1_000_000 * MS);

        // Then
        var expected = Expectation.of(stamps);
        var ordered = ordered();
        assertThat(stamps(ordered)).isEqualTo(expected.inOrder);
        assertThat(stamps(late())).isEqualTo(expected.late);
        assertThat(expected.late).hasSizeGreaterThan(500);
        var totals = ordered.get(ordered.size() - 1);
        assertThat(totals.getReceived()).isEqualTo(stamps.size());
        assertThat(totals.getEmitted() + totals.getDuplicates() + totals.getLate())
                .isEqualTo(stamps.size());
    }

    /** What must become of stamps, found by looking at all of them for each. */
    private record Expectation(List<Long> inOrder, List<Long> late) {

        static Expectation of(List<Long> stamps) {
            var taken = new TreeSet<Long>();
            var decided = new TreeSet<Long>();
            var late = new ArrayList<Long>();
            var newest = Long.MIN_VALUE;
            for (var stamp : stamps) {
                newest = Math.max(newest, stamp);
                if (!decided.add(stamp)) continue;
                var newerOne = taken.higher(stamp);
                var goneOut = taken.floor(newest - WINDOW);
                if (newerOne != null && goneOut != null && goneOut > stamp) late.add(stamp);
                else taken.add(stamp);
            }
            return new Expectation(List.copyOf(taken), late);
        }
    }

    private static List<Long> recorded() throws IOException {
        var data = System.getenv("MILLRACE_DATA");
        assumeTrue(data != null, "MILLRACE_DATA is not set: the real recording is not ordered");
        try (var lines = Files.lines(Path.of(data, "drone", "imu0.csv"))) {
            return lines.skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
                    .toList();
        }
    }

    private void send(long... stamps) {
        bench.send(bench.topics().imuSamples(), DEVICE, batch(stamps).build());
    }

    private void idle(long upTo) {
        bench.send(
                bench.topics().imuSamples(),
                DEVICE,
                ImuBatch.newBuilder().setIdleUpToNs(upTo).build());
    }

    private static ImuBatch.Builder batch(long... stamps) {
        var batch = ImuBatch.newBuilder().setDeviceTickNs(1).setClock("epoch").setReceivedNs(START);
        for (var stamp : stamps) batch.addSamples(sample(stamp));
        return batch;
    }

    private static Sample.Builder sample(long stamp) {
        return Sample.newBuilder()
                .setDeviceNs(stamp)
                .setDeviceTime(stamp)
                .setAccelerationX(1)
                .setAccelerationY(2)
                .setAccelerationZ(3);
    }

    private List<ImuBatch> ordered() {
        return bench.read(bench.topics().imuOrdered()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private List<ImuBatch> late() {
        return bench.read(bench.topics().imuLate()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private static List<Long> stamps(List<ImuBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.getSamplesList().stream())
                .map(Sample::getDeviceNs)
                .toList();
    }
}
