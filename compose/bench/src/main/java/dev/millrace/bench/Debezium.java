package dev.millrace.bench;

import dev.millrace.launcher.platform.Home;
import dev.millrace.launcher.platform.Program;
import dev.millrace.topic.Cluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debezium's JDBC sink on a Connect worker of its own, as fast as its documentation says how to make it. It stores what
 * our sink stores but for the vehicle and the signals, in one flat table, once for each record.
 */
final class Debezium implements AutoCloseable {

    private static final String CONNECTOR = "debezium";
    private static final String TABLE = "telemetry_by_debezium";

    private static final String FIELDS =
            "timestamp_ms,odometer,resync,compressed,protocol,identity,edge_epoch,edge_sequence,packet_bytes,full_bytes,"
                    + "packet_fields,packet_transmitted,received_ns,speed,battery,power,heading";

    private final WorkerProcess worker;
    private final StoredReadings.Sink sink;

    private Debezium(WorkerProcess worker) {
        this.worker = worker;
        this.sink = new StoredReadings.Sink(new ConnectRest(worker.url()), CONNECTOR, TABLE);
    }

    /** Fetches it first, where the local Maven repository does not have it yet. */
    static Debezium start(Cluster cluster, String jdbc, Path directory) throws IOException, InterruptedException {
        var options = List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC");
        var arguments = List.of(
                "connect.port=0",
                "connect.group=bench-debezium",
                "connect.connectors=[]",
                "connect.database.url=" + jdbc,
                "connect.database.migrate=false",
                "cluster.bootstrap-servers=" + cluster.bootstrapServers(),
                "cluster.schema-registry=" + cluster.schemaRegistry());
        var command = new ArrayList<>(Program.CONNECT.command(Home.find(), options, arguments));
        var path = command.indexOf("-cp") + 1;
        command.set(path, command.get(path) + File.pathSeparator + fetched(directory));
        var worker = WorkerProcess.start(command, directory.resolve("debezium.log"));
        var debezium = new Debezium(worker);
        debezium.sink.connect().create(CONNECTOR, config(cluster, jdbc));
        debezium.sink.pause();
        return debezium;
    }

    StoredReadings.Sink sink() {
        return sink;
    }

    private static Map<String, String> config(Cluster cluster, String jdbc) {
        return Map.ofEntries(
                Map.entry("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector"),
                Map.entry("tasks.max", "2"),
                Map.entry("topics", cluster.topics().telemetryRecords().name()),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "dev.millrace.connect.protobuf.ProtobufConverter"),
                Map.entry("value.converter.message", "dev.millrace.message.telemetry.TelemetryRecord"),
                Map.entry("transforms", "few,flat"),
                Map.entry("transforms.few.type", "org.apache.kafka.connect.transforms.ReplaceField$Value"),
                Map.entry("transforms.few.include", FIELDS),
                Map.entry("transforms.flat.type", "org.apache.kafka.connect.transforms.Flatten$Value"),
                Map.entry("transforms.flat.delimiter", "_"),
                Map.entry("connection.url", jdbc + "?reWriteBatchedInserts=true"),
                Map.entry("connection.username", StoredReadings.OWNER),
                Map.entry("connection.password", "none"),
                Map.entry("insert.mode", "upsert"),
                Map.entry("primary.key.mode", "kafka"),
                Map.entry("schema.evolution", "basic"),
                Map.entry("collection.name.format", TABLE),
                Map.entry("batch.size", "5000"));
    }

    /** Its classpath, by Maven, which is there wherever this was built. */
    private static String fetched(Path directory) throws IOException, InterruptedException {
        var list = directory.resolve("debezium.classpath");
        var maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-q",
                        "-f",
                        Home.find().resolve("compose/bench/debezium/pom.xml").toString(),
                        "dependency:build-classpath",
                        "-Dmdep.includeScope=runtime",
                        "-Dmdep.outputFile=" + list)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("debezium.maven.log").toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new IOException(
                    "Debezium cannot be fetched: " + Files.readString(directory.resolve("debezium.maven.log")));
        }
        return Files.readString(list).strip();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        worker.close();
    }
}
