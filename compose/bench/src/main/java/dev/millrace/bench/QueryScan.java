package dev.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import dev.millrace.topic.serde.MessageSerdes;
import dev.millrace.topic.serde.WireFormat;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How fast SQL reads a topic from end to end, against a consumer that does no more than it must. */
final class QueryScan implements Benchmark {

    private static final int RECORDS = 1_000_000;
    private static final int VEHICLES = 200;
    private static final Duration PAUSE = Duration.ofSeconds(6);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Override
    public String name() {
        return "query-scan";
    }

    @Override
    public String question() {
        return "records of a topic of " + RECORDS
                + " through SQL, against a bare consumer of the same: count(*) against"
                + " one that parses nothing, the sum of a field against one that parses each message";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                Figure.rate("counted", "/s", ">= 0.5 of the ceiling"),
                Figure.rate("summed", "/s", ">= 0.7 of the ceiling"));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        produce(platform);
        System.err.println(window(platform));
        return new Sides() {
            @Override
            public Trial ceiling() {
                return new Trial(List.of(consumed(platform, false), consumed(platform, true)), RECORDS, 0);
            }

            @Override
            public Trial ours() throws Exception {
                return new Trial(
                        List.of(
                                answered(platform, "SELECT count(*) FROM telemetry.records"),
                                answered(platform, "SELECT sum(speed.value) FROM telemetry.records")),
                        RECORDS,
                        0);
            }

            @Override
            public void close() {
                platform.close();
            }
        };
    }

    /** Half of the records, a pause, the others: so that a window between can be told from both. */
    private static void produce(MeasuredPlatform platform) throws InterruptedException {
        var cluster = platform.cluster();
        var topic = cluster.topics().telemetryRecords();
        var properties = cluster.clientProperties();
        properties.put("linger.ms", 50);
        properties.put("batch.size", 256 << 10);
        try (var producer = new KafkaProducer<>(
                properties, new StringSerializer(), new MessageSerdes(cluster).<TelemetryRecord>serializer())) {
            for (var i = 0; i < RECORDS; i++) {
                if (i == RECORDS / 2) {
                    producer.flush();
                    Thread.sleep(PAUSE.toMillis());
                }
                var record = TelemetryRecord.newBuilder()
                        .setSequence(i)
                        .setSessionId("bench")
                        .setTimestampMs(1_766_000_000_000L + i)
                        .setSpeed(Value.newBuilder().setValue(i % 90))
                        .setBattery(Value.newBuilder().setValue(80))
                        .setPower(Value.newBuilder().setValue(i % 40))
                        .setOdometer(i);
                producer.send(new ProducerRecord<>(topic.name(), "BENCH" + i % VEHICLES, record.build()));
            }
        }
    }

    /** What a question about five seconds reads of the whole. */
    private static String window(MeasuredPlatform platform) throws IOException, InterruptedException {
        var first = ask(platform, "SELECT min(_time) FROM telemetry.records")
                .at("/rows/0/0")
                .asText();
        var answer = ask(
                platform,
                "SELECT count(*) FROM telemetry.records WHERE _time >= TIMESTAMPTZ '" + first
                        + "' AND _time < TIMESTAMPTZ '" + first + "' + INTERVAL 5 SECONDS");
        var read = answer.path("read");
        var text = new StringBuilder("a window of 5 s holds ")
                .append(answer.at("/rows/0/0").asLong())
                .append(" records; read ")
                .append(read.path("records").asLong())
                .append(" of ")
                .append(RECORDS);
        for (var part : read.path("partitions")) {
            text.append(String.format(
                    "%n  %s-%d: offsets %d to %d",
                    part.path("topic").asText(),
                    part.path("partition").asInt(),
                    part.path("from").asLong(),
                    part.path("to").asLong() - 1));
        }
        return text.toString();
    }

    /** Records per second. */
    private static double answered(MeasuredPlatform platform, String sql) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var answer = ask(platform, sql);
        var seconds = (System.nanoTime() - start) / 1e9;
        if (answer.at("/read/records").asLong() != RECORDS) throw new IOException("not all was read: " + answer);
        return RECORDS / seconds;
    }

    private static JsonNode ask(MeasuredPlatform platform, String sql) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("sql", sql).toString();
        var request = HttpRequest.newBuilder(platform.http("console", "/analyst/api/query"))
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IOException(response.body());
        return JSON.readTree(response.body());
    }

    /** Records per second, connecting included as it is for a question. */
    private static double consumed(MeasuredPlatform platform, boolean isParsed) {
        var cluster = platform.cluster();
        var topic = cluster.topics().telemetryRecords();
        var start = System.nanoTime();
        var properties = cluster.clientProperties();
        properties.put("isolation.level", "read_committed");
        properties.put("max.poll.records", 8192);
        var sum = 0.0;
        var count = 0;
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, cluster.partitions().of(topic.spread()))
                    .mapToObj(number -> new TopicPartition(topic.name(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (count < RECORDS) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    count++;
                    if (isParsed) sum += speed(record);
                }
            }
        }
        if (isParsed && sum <= 0) throw new IllegalStateException("nothing was parsed");
        return RECORDS / ((System.nanoTime() - start) / 1e9);
    }

    private static double speed(ConsumerRecord<byte[], byte[]> record) {
        try {
            var offset = WireFormat.payloadOffset(record.value());
            return TelemetryRecord.parser()
                    .parseFrom(record.value(), offset, record.value().length - offset)
                    .getSpeed()
                    .getValue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
