package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.topic.Stamp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedMillrace.class)
class ImuTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MS = 1_000_000;

    @Test
    void shouldOrderARealDronesSamplesAsTheyCame(Millrace millrace) throws Exception {
        // Given
        var rows = recorded(6_000);

        // When
        try (var ordered = new ImuReader(millrace, "imu.ordered", "drone")) {
            send(millrace, "drone", rows.stream().map(Row::json).toList());
            var stamps = new TreeSet<>(rows.stream().map(Row::stamp).toList());

            // Then
            await().atMost(LONG_ENOUGH).until(() -> ordered.samples().size() >= stamps.size());
            assertThat(ordered.stamps()).isEqualTo(List.copyOf(stamps));
            var first = rows.stream()
                    .filter(row -> row.stamp == stamps.first())
                    .findFirst()
                    .orElseThrow();
            var sample = ordered.samples().get(0);
            assertThat(List.of(sample.getRotationX(), sample.getAccelerationZ()))
                    .containsExactly(first.values[0], first.values[5]);
        }
    }

    @Test
    void shouldOrderThemShuffledRepeatedDelayedAndThinned(Millrace millrace) throws Exception {
        // Given
        record Arriving(Row row, long at) {}
        var random = new Random(7);
        var arriving = new ArrayList<Arriving>();
        for (var row : recorded(4_000)) {
            var fate = random.nextInt(100);
            if (fate < 3) continue;
            var delay = fate < 6 ? 200 * MS : random.nextLong(40 * MS);
            arriving.add(new Arriving(row, row.stamp + delay));
            if (fate > 90) arriving.add(new Arriving(row, row.stamp + delay + random.nextLong(300 * MS)));
        }
        arriving.sort(Comparator.comparingLong(Arriving::at));
        var sent = new HashSet<Long>();
        arriving.forEach(each -> sent.add(each.row.stamp));

        // When
        try (var ordered = new ImuReader(millrace, "imu.ordered", "shaken");
                var late = new ImuReader(millrace, "imu.late", "shaken")) {
            send(
                    millrace,
                    "shaken",
                    arriving.stream().map(each -> each.row.json()).toList());

            // Then
            await().atMost(LONG_ENOUGH)
                    .until(() -> ordered.samples().size() + late.samples().size() >= sent.size());
            assertThat(ordered.stamps()).isSorted().doesNotHaveDuplicates();
            var all = new ArrayList<>(ordered.stamps());
            all.addAll(late.stamps());
            assertThat(all).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(late.stamps()).isNotEmpty();
            await().atMost(LONG_ENOUGH)
                    .until(() ->
                            told(millrace, "/api/imu", "shaken").path("emitted").asLong()
                                    == ordered.samples().size());
            // The newest record in order may be older than repeats and late ones that came last.
            var told = told(millrace, "/api/imu", "shaken");
            assertThat(told.get("duplicates").asLong()).isBetween(1L, (long) arriving.size() - sent.size());
            assertThat(told.get("late").asLong())
                    .isBetween(1L, (long) late.samples().size());
        }
    }

    @Test
    void shouldKeepAnyStampAsItWasSentAndSkipABadRecordAlone(Millrace millrace) throws Exception {
        // When
        try (var ordered = new ImuReader(millrace, "imu.ordered", "exact")) {
            send(
                    millrace,
                    "exact",
                    List.of(
                            text("1.5e+18", "1"),
                            text("1500000000000000001", "\"1.5\""),
                            "{\"type\":\"imu_data\",\"timestamp\":1500000000000000002}",
                            text("\"1500000000000000003\"", "-0.0")));

            // Then
            await().atMost(LONG_ENOUGH).until(() -> ordered.samples().size() >= 3);
            assertThat(ordered.samples())
                    .extracting(Sample::getDeviceNs, Sample::getDeviceTimeText, Sample::getAccelerationX)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(1_500_000_000_000_000_000L, "1.5e+18", 1.0),
                            org.assertj.core.groups.Tuple.tuple(1_500_000_000_000_000_001L, "", 1.5),
                            org.assertj.core.groups.Tuple.tuple(
                                    1_500_000_000_000_000_003L, "\"1500000000000000003\"", -0.0));
        }
    }

    @Test
    void shouldMeasureTheClockOfADeviceThatAnswersProbes(Millrace millrace) throws Exception {
        // Given
        var behindNs = 7_000_000_000L;
        try (var ordered = new ImuReader(millrace, "imu.ordered", "probed");
                var phone = new ProbedPhone(millrace.socket("hub", "/ws/phone?device=probed&clock=probe"), behindNs)) {

            // When
            await().atMost(LONG_ENOUGH).until(() -> phone.answered() >= 5);
            await().atMost(LONG_ENOUGH)
                    .until(() -> told(millrace, "/api/clocks", "probed")
                            .at("/clocks/epoch")
                            .has("offset_ns"));
            phone.send(text(Long.toString(phone.nowNs()), "1"));

            // Then
            var clock = told(millrace, "/api/clocks", "probed").at("/clocks/epoch");
            var off = Math.abs(clock.get("offset_ns").asLong() - behindNs);
            assertThat(off).isLessThanOrEqualTo(clock.get("uncertainty_ns").asLong() + 2 * MS);
            await().atMost(LONG_ENOUGH).until(() -> !ordered.batches().isEmpty());
            var stamp = Stamp.of(ordered.batches().get(0));
            assertThat(stamp.clockUncertaintyNs()).isPositive();
            assertThat(Math.abs(stamp.clockOffsetNs() - behindNs)).isLessThan(1_000 * MS);
            assertThat(stamp.captureTimeNs()).isEqualTo(ordered.samples().get(0).getDeviceNs() + stamp.clockOffsetNs());
        }
    }

    /** One line of the recording: stamp, rotation, acceleration. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long stamp, double[] values) {

        String json() {
            return String.format(
                    "{\"type\":\"imu_data\",\"timestamp\":%d,\"accelerometer\":{\"x\":%s,\"y\":%s,\"z\":%s},"
                            + "\"gyroscope\":{\"x\":%s,\"y\":%s,\"z\":%s}}",
                    stamp, values[3], values[4], values[5], values[0], values[1], values[2]);
        }
    }

    private static List<Row> recorded(int most) throws IOException {
        var data = System.getenv("MILLRACE_DATA");
        assumeTrue(data != null, "skipped: MILLRACE_DATA names no folder of real recordings");
        try (var lines = Files.lines(Path.of(data, "drone", "imu0.csv"))) {
            return lines.skip(1)
                    .filter(line -> !line.isBlank())
                    .limit(most)
                    .map(line -> line.split(","))
                    .map(cells -> new Row(
                            Long.parseLong(cells[0]),
                            java.util.Arrays.stream(cells, 1, 7)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()))
                    .toList();
        }
    }

    private static String text(String timestamp, String x) {
        return "{\"type\":\"imu_data\",\"timestamp\":" + timestamp + ",\"accelerometer\":{\"x\":" + x
                + ",\"y\":0,\"z\":9.81},\"gyroscope\":{\"x\":0,\"y\":0,\"z\":0}}";
    }

    private static void send(Millrace millrace, String device, List<String> texts) {
        try (var socket = new ClientSocket(millrace.socket("hub", "/ws/phone?device=" + device))) {
            texts.forEach(socket::send);
        }
    }

    /** What is told of one device; nothing when it is not. */
    private static JsonNode told(Millrace millrace, String path, String device) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(millrace.at("hub") + path)).build();
        var body = JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        for (var row : body.isArray() ? body : body.path("devices")) {
            if (row.path("device").asText().equals(device)) return row;
        }
        return JSON.createObjectNode();
    }
}
