package dev.millrace.bench;

import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tesla.TelemetryBatch;
import dev.millrace.message.tesla.VehicleData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How many posted readings are acknowledged in a second. */
final class AcknowledgedPosts implements Benchmark {

    private static final int CONNECTIONS = 64;
    private static final int SECONDS = 6;
    private static final int PARTITIONS = 4;
    private static final int BATCH = 500;
    private static final byte[] READING = CompressedVehicleData.newBuilder()
            .setTimestamp(1_766_000_000_000L)
            .setVehicleSpeed(42)
            .setPowerKw(12)
            .setOdometer(12345.5f)
            .build()
            .toByteArray();

    private final String name;
    private final String question;
    private final String path;
    private final byte[] body;
    private final int readings;

    private AcknowledgedPosts(String name, String question, String path, byte[] body, int readings) {
        this.name = name;
        this.question = question;
        this.path = path;
        this.body = body;
        this.readings = readings;
    }

    static Benchmark ofOne() {
        var question =
                "acknowledged single-record POSTs on 64 connections, against the acknowledged records of a bare producer";
        return new AcknowledgedPosts("acknowledged-posts", question, "/telemetry", READING, 1);
    }

    static Benchmark ofBatches() {
        var question = "acknowledged records in batches of " + BATCH
                + " on 64 connections, against the acknowledged records of a bare producer";
        var batch = TelemetryBatch.newBuilder();
        for (var i = 0; i < BATCH; i++) {
            batch.addRecords(VehicleData.newBuilder()
                    .setTimestamp(1_766_000_000_000L + i)
                    .setVehicleSpeed(42)
                    .setPowerKw(12)
                    .setOdometer(12345.5f));
        }
        var body = batch.build().toByteArray();
        return new AcknowledgedPosts("acknowledged-batches", question, "/api/telemetry/batch", body, BATCH);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String question() {
        return question;
    }

    @Override
    public List<Figure> figures() {
        return List.of(Figure.rate("acknowledged", "/s", ""));
    }

    @Override
    public Sides open() throws Exception {
        var platform = MeasuredPlatform.start();
        return new Sides() {
            @Override
            public Trial ceiling() throws Exception {
                return produce(platform.kafka());
            }

            @Override
            public Trial ours() throws Exception {
                return post(platform.http("telemetry", path));
            }

            @Override
            public void close() throws Exception {
                platform.close();
            }
        };
    }

    private static Trial produce(String bootstrapServers) throws Exception {
        var topic = "bare-producer-" + System.nanoTime();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        var inFlight = new Semaphore(20_000);
        var acknowledged = new AtomicLong();
        var sent = 0L;
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            // A partition that has taken its first batch has its leader.
            for (var number = 0; number < PARTITIONS; number++) {
                producer.send(new ProducerRecord<byte[], byte[]>(topic, number, null, READING))
                        .get();
            }
            var start = System.nanoTime();
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
                inFlight.acquire();
                sent++;
                producer.send(new ProducerRecord<byte[], byte[]>(topic, READING), (metadata, failure) -> {
                    if (failure == null) acknowledged.incrementAndGet();
                    inFlight.release();
                });
            }
            producer.flush();
            return new Trial(
                    List.of(acknowledged.get() / ((System.nanoTime() - start) / 1e9)), sent, sent - acknowledged.get());
        }
    }

    private Trial post(URI uri) throws Exception {
        var acknowledged = new AtomicLong();
        var sent = new AtomicLong();
        var threads = Executors.newFixedThreadPool(CONNECTIONS);
        var start = System.nanoTime();
        var end = start + TimeUnit.SECONDS.toNanos(SECONDS);
        for (var i = 0; i < CONNECTIONS; i++) {
            var vin = "BENCH" + i;
            threads.submit(() -> {
                postUntil(end, uri, vin, sent, acknowledged);
                return vin;
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) throw new IOException("the gateway has stopped answering");
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Trial(List.of(acknowledged.get() / seconds), sent.get(), sent.get() - acknowledged.get());
    }

    private void postUntil(long end, URI uri, String vin, AtomicLong sent, AtomicLong acknowledged) throws IOException {
        var head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nX-Compressed: true\r\nX-Vehicle-VIN: " + vin + "\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        var request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            var in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < end) {
                sent.addAndGet(readings);
                socket.getOutputStream().write(request);
                if (isAcknowledgement(in)) acknowledged.addAndGet(readings);
            }
        }
    }

    private static boolean isAcknowledgement(InputStream in) throws IOException {
        var status = line(in);
        var length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        var answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return status.startsWith("HTTP/1.1 200") && (answer.contains("\"ok\"") || answer.contains("\"success\""));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("the connection was closed");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }
}
