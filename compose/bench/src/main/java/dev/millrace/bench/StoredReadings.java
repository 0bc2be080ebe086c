package dev.millrace.bench;

import dev.millrace.bench.Benchmark.Trial;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Readings that lie ready in their topic, and the database that sinks bring them to. For use by one thread. */
final class StoredReadings implements AutoCloseable {

    static final String OWNER = "millrace";

    private static final int ROWS = 300_000;
    private static final int VEHICLES = 40;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(180);

    private final Cluster cluster;
    private final KafkaProducer<String, TelemetryRecord> producer;
    private final Connection database;
    private long time = 1_766_000_000_000L;

    StoredReadings(Cluster cluster, String jdbc) throws SQLException {
        this.cluster = cluster;
        var properties = cluster.clientProperties();
        properties.put("linger.ms", 20);
        this.producer = new KafkaProducer<>(
                properties, new StringSerializer(), new MessageSerdes(cluster).<TelemetryRecord>serializer());
        this.database = DriverManager.getConnection(jdbc, OWNER, "");
    }

    /** A connector that is paused but for its trials, and the table it fills. */
    record Sink(ConnectRest connect, String connector, String table) {

        void pause() throws IOException, InterruptedException {
            connect.pause(connector);
        }

        void resume() throws IOException, InterruptedException {
            connect.resume(connector);
        }
    }

    void produce() {
        var topic = cluster.topics().telemetryRecords().name();
        for (var i = 0; i < ROWS; i++) producer.send(new ProducerRecord<>(topic, "BENCH" + i % VEHICLES, reading()));
        producer.flush();
    }

    private TelemetryRecord reading() {
        var at = time++;
        return TelemetryRecord.newBuilder()
                .setTimestampMs(at)
                .setReceivedNs(at * 1_000_000)
                .setSpeed(value(55.5, Provenance.PROVENANCE_TRANSMITTED))
                .setBattery(value(80.25, Provenance.PROVENANCE_PREDICTED))
                .setPower(value(-3.5, Provenance.PROVENANCE_TRANSMITTED))
                .setHeading(value(359, Provenance.PROVENANCE_PREDICTED))
                .setOdometer(12345.677734375)
                .setCompressed(true)
                .setProtocol(Protocol.PROTOCOL_LEGACY_COMPRESSED)
                .setIdentity(at + "/0123456789abcdef")
                .setPacketBytes(12)
                .setFullBytes(38)
                .setPacketFields(4)
                .setPacketTransmitted(2)
                .build();
    }

    private static Value value(double number, Provenance provenance) {
        return Value.newBuilder().setValue(number).setProvenance(provenance).build();
    }

    /** From the first rows that are there on, so that the start of the sink does not count. */
    Trial drain(Sink sink) throws Exception {
        empty(sink.table());
        sink.resume();
        var end = System.nanoTime() + PATIENCE;
        var first = 0L;
        var began = 0L;
        var stored = 0L;
        while (stored < ROWS && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            stored = count(sink.table());
            if (began == 0 && stored > 0) {
                began = System.nanoTime();
                first = stored;
            }
        }
        var seconds = seconds(began);
        sink.pause();
        return new Trial(List.of((stored - first) / seconds), ROWS, ROWS - stored);
    }

    byte[] copyOut(String table) throws SQLException, IOException {
        var rows = new ByteArrayOutputStream();
        copies().copyOut("COPY " + table + " TO STDOUT", rows);
        return rows.toByteArray();
    }

    Trial copyIn(String table, byte[] rows) throws SQLException, IOException {
        empty(table);
        var began = System.nanoTime();
        var copied = copies().copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows), 1 << 16);
        return new Trial(List.of(copied / seconds(began)), ROWS, ROWS - copied);
    }

    private CopyManager copies() throws SQLException {
        return database.unwrap(PGConnection.class).getCopyAPI();
    }

    private void empty(String table) throws SQLException {
        if (number("SELECT count(*) FROM pg_tables WHERE tablename = '" + table + "'") == 0) return;
        try (var statement = database.createStatement()) {
            statement.execute("TRUNCATE " + table);
        }
    }

    /** A sink may make its table only with its first row. */
    private long count(String table) throws SQLException {
        if (number("SELECT count(*) FROM pg_tables WHERE tablename = '" + table + "'") == 0) return 0;
        return number("SELECT count(*) FROM " + table);
    }

    private long number(String query) throws SQLException {
        try (var statement = database.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        database.close();
    }
}
