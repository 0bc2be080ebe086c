package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.launcher.platform.Home;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.recording.telemetry.ModelledDrive;
import dev.millrace.recording.telemetry.Reading;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The questions of {@code docs/queries.md}, word for word, over drives whose every packet is known. */
class TenQuestionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern QUESTION = Pattern.compile("(?s)\n## (\\d+)\\. [^\n]*\n.*?```sql\n(.*?)```");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final long PAUSE = 10_000;

    @TempDir
    static Path directory;

    private static Millrace millrace;
    private static List<String> questions;
    /** By VIN, in order. */
    private static final Map<String, List<Shown>> SENT = new TreeMap<>();

    @BeforeAll
    static void replayDrives() throws Exception {
        questions = QUESTION.matcher(Files.readString(Home.find().resolve("docs/queries.md")))
                .results()
                .map(match -> match.group(2))
                .toList();
        millrace = Millrace.start(directory);
        for (var seed = 1; seed <= 3; seed++) {
            var vin = "5YJ3E1EA1KF60000" + seed;
            var car = new Car(millrace, vin);
            var drive = ModelledDrive.endless(seed, START).lasting(Duration.ofSeconds(100 + 25 * seed));
            var packets = packets(drive);
            // Each is posted once: a player posts again what was not answered soon, which makes a second reading of it.
            for (var packet : packets) assertThat(car.post(packet)).contains("\"ok\"");
            SENT.put(vin, shown(packets));
        }
        var all = SENT.values().stream().mapToLong(List::size).sum();
        await().atMost(Duration.ofSeconds(120))
                .until(() -> answer("SELECT count(*) FROM telemetry.records")
                                .at("/0/0")
                                .asLong()
                        == all);
    }

    @AfterAll
    static void stop() {
        millrace.close();
    }

    @Test
    void shouldBeTen() {
        assertThat(questions).hasSize(10);
    }

    @Test
    void shouldKnowWhoHasSentHowMuchAndWhen() throws Exception {
        expect(
                1,
                (vin, sent) -> List.of(
                        sent.size(), sent.get(0).at(), sent.get(sent.size() - 1).at()));
    }

    @Test
    void shouldKnowSpeeds() throws Exception {
        expect(
                2,
                (vin, sent) -> List.of(
                        most(sent, Shown::speed),
                        sent.stream()
                                .mapToDouble(Shown::speed)
                                .filter(mph -> mph > 0)
                                .average()
                                .orElseThrow()));
    }

    @Test
    void shouldKnowMiles() throws Exception {
        expect(3, (vin, sent) -> List.of(most(sent, Shown::odometer) + most(sent, shown -> -shown.odometer())));
    }

    @Test
    void shouldKnowWhatWasLeftOut() throws Exception {
        expect(
                4,
                (vin, sent) -> List.of(
                        100 * (1 - sum(sent, Shown::transmitted) / (4.0 * sent.size())),
                        sum(sent, shown -> shown.packet().getSerializedSize()),
                        sum(sent, shown -> shown.full().getSerializedSize())));
    }

    @Test
    void shouldKnowCharge() throws Exception {
        expect(5, (vin, sent) -> {
            var first = sent.get(0).battery();
            var last = sent.get(sent.size() - 1).battery();
            return List.of(first, last, first - last);
        });
    }

    @Test
    void shouldKnowEnergy() throws Exception {
        expect(6, (vin, sent) -> {
            var spent = 0.0;
            var back = 0.0;
            for (var i = 0; i + 1 < sent.size(); i++) {
                var millis = sent.get(i + 1).time() - sent.get(i).time();
                if (millis > PAUSE) continue;
                spent += Math.max(0, sent.get(i).power()) * millis / 3.6e6;
                back += Math.max(0, -sent.get(i).power()) * millis / 3.6e6;
            }
            return List.of(spent, back);
        });
    }

    @Test
    void shouldKnowNewestReadings() throws Exception {
        expect(7, (vin, sent) -> {
            var last = sent.get(sent.size() - 1);
            var provenance = last.packet().hasVehicleSpeed() ? "PROVENANCE_TRANSMITTED" : "PROVENANCE_PREDICTED";
            return List.of(last.at(), last.speed(), last.battery(), last.heading(), provenance);
        });
    }

    @Test
    void shouldKnowWhatWasPredicted() throws Exception {
        // Given
        var all =
                SENT.values().stream().flatMap(List::stream).map(Shown::packet).toList();
        var transmitted = new TreeMap<String, Long>();
        transmitted.put(
                "battery",
                all.stream().filter(CompressedVehicleData::hasBatteryLevel).count());
        transmitted.put(
                "heading",
                all.stream().filter(CompressedVehicleData::hasHeading).count());
        transmitted.put(
                "power", all.stream().filter(CompressedVehicleData::hasPowerKw).count());
        transmitted.put(
                "speed",
                all.stream().filter(CompressedVehicleData::hasVehicleSpeed).count());

        // When
        var rows = answer(question(8));

        // Then
        var counted = new TreeMap<String, Long>();
        rows.forEach(row -> counted.put(
                row.get(0).asText() + " " + row.get(1).asText(), row.get(2).asLong()));
        var expected = new TreeMap<String, Long>();
        transmitted.forEach((field, count) -> {
            if (count > 0) expected.put(field + " PROVENANCE_TRANSMITTED", count);
            if (count < all.size()) expected.put(field + " PROVENANCE_PREDICTED", all.size() - count);
        });
        assertThat(counted).isEqualTo(expected);
    }

    @Test
    void shouldKnowSpeedOverTime() throws Exception {
        // Given
        var buckets = SENT.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        shown -> shown.time() / PAUSE * PAUSE, TreeMap::new, Collectors.toList()));

        // When
        var rows = answer(question(9));

        // Then
        assertThat(rows).hasSize(buckets.size());
        var row = rows.iterator();
        buckets.forEach((time, shown) -> same(
                row.next(),
                List.of(
                        time(time),
                        shown.stream().mapToDouble(Shown::speed).average().orElseThrow(),
                        most(shown, Shown::speed),
                        shown.size()),
                0));
    }

    @Test
    void shouldKnowWhatBecameOfPackets() throws Exception {
        // When
        var rows = answer(question(10));

        // Then
        assertThat(rows).hasSize(SENT.size());
        for (var row : rows) {
            same(row, List.of(SENT.get(row.get(0).asText()).size(), 0), 1);
            assertThat(row.get(3).asDouble()).isNotNegative();
        }
    }

    private interface Answer {
        List<Object> about(String vin, List<Shown> sent);
    }

    /** A row for each vehicle, its VIN first. */
    private static void expect(int number, Answer expected) throws Exception {
        var rows = answer(question(number));
        assertThat(rows).hasSize(SENT.size());
        for (var row : rows) {
            var vin = row.get(0).asText();
            same(row, expected.about(vin, SENT.get(vin)), 1);
        }
    }

    private static void same(JsonNode row, List<Object> expected, int from) {
        for (var i = 0; i < expected.size(); i++) {
            var found = row.get(from + i);
            if (expected.get(i) instanceof Number number) {
                var close = Math.max(1e-9, Math.abs(number.doubleValue()) * 1e-9);
                assertThat(found.asDouble()).as(row.toString()).isCloseTo(number.doubleValue(), within(close));
            } else if (expected.get(i) instanceof LocalDateTime time) {
                assertThat(LocalDateTime.parse(found.asText().replace(' ', 'T')))
                        .isEqualTo(time);
            } else {
                assertThat(found.asText()).isEqualTo(expected.get(i));
            }
        }
    }

    private static String question(int number) {
        return questions.get(number - 1);
    }

    private static JsonNode answer(String sql) throws Exception {
        var body = JSON.createObjectNode().put("sql", sql).toString();
        var request = HttpRequest.newBuilder(millrace.http("console", "/analyst/api/query"))
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("rows");
    }

    /** What the platform's documentation says must be shown of a packet. */
    private record Shown(CompressedVehicleData packet, double speed, double battery, double power, double heading) {

        long time() {
            return packet.getTimestamp();
        }

        LocalDateTime at() {
            return TenQuestionsTest.time(time());
        }

        double odometer() {
            return packet.getOdometer();
        }

        int transmitted() {
            return (int) Stream.of(
                            packet.hasVehicleSpeed(),
                            packet.hasBatteryLevel(),
                            packet.hasPowerKw(),
                            packet.hasHeading())
                    .filter(isSent -> isSent)
                    .count();
        }

        CompressedVehicleData full() {
            return packet.toBuilder()
                    .setVehicleSpeed((float) speed)
                    .setBatteryLevel((float) battery)
                    .setPowerKw((float) power)
                    .setHeading((int) heading)
                    .clearIsResync()
                    .build();
        }
    }

    private static List<Shown> shown(List<CompressedVehicleData> packets) {
        var speed = new Mean();
        var battery = new Mean();
        var power = new Mean();
        var heading = new Mean();
        return packets.stream()
                .map(packet -> new Shown(
                        packet,
                        speed.shown(packet.hasVehicleSpeed(), packet.getVehicleSpeed()),
                        battery.shown(packet.hasBatteryLevel(), packet.getBatteryLevel()),
                        power.shown(packet.hasPowerKw(), packet.getPowerKw()),
                        Math.floor(heading.shown(packet.hasHeading(), packet.getHeading()))))
                .toList();
    }

    private static final class Mean {

        private double mean;
        private boolean isSeen;

        double shown(boolean isSent, double value) {
            if (!isSent) return mean;
            mean = 0.3 * value + 0.7 * (isSeen ? mean : value);
            isSeen = true;
            return value;
        }
    }

    private static double most(List<Shown> sent, ToDoubleFunction<Shown> value) {
        return sent.stream().mapToDouble(value).max().orElseThrow();
    }

    private static int sum(List<Shown> sent, ToIntFunction<Shown> value) {
        return sent.stream().mapToInt(value).sum();
    }

    private static LocalDateTime time(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    /** What a simple logger would send of a drive: a field when it has changed by more than one. */
    private static List<CompressedVehicleData> packets(Iterable<Reading> drive) {
        var packets = new ArrayList<CompressedVehicleData>();
        var speed = Float.NaN;
        var battery = Float.NaN;
        var power = Float.NaN;
        var heading = Integer.MIN_VALUE;
        for (var reading : drive) {
            var packet = CompressedVehicleData.newBuilder()
                    .setTimestamp(reading.timestamp())
                    .setOdometer(reading.odometer());
            if (!(Math.abs(reading.speed() - speed) <= 1)) packet.setVehicleSpeed(speed = reading.speed());
            if (!(Math.abs(reading.battery() - battery) <= 1)) packet.setBatteryLevel(battery = reading.battery());
            if (!(Math.abs(reading.power() - power) <= 1)) packet.setPowerKw(power = reading.power());
            if (Math.abs((long) reading.heading() - heading) > 1) packet.setHeading(heading = reading.heading());
            packets.add(packet.build());
        }
        return packets;
    }
}
