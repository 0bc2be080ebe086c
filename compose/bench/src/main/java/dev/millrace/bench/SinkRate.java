package dev.millrace.bench;

import java.nio.file.Files;
import java.util.List;

/** How many readings that lie ready in their topic reach their table in a second. */
final class SinkRate implements Benchmark {

    private static final String CONNECTOR = "telemetry-records";
    private static final String TABLE = "telemetry_data";

    private final String name;
    private final String question;
    private final String aim;
    private final Opening opening;

    private SinkRate(String name, String question, String aim, Opening opening) {
        this.name = name;
        this.question = question;
        this.aim = aim;
        this.opening = opening;
    }

    private interface Opening {
        Sides open() throws Exception;
    }

    static Benchmark againstCopy() {
        var question = "readings from their topic into their table, against a bare COPY of the same rows into it";
        return new SinkRate("sink-rate", question, "", Copying::open);
    }

    static Benchmark againstDebezium() {
        var question =
                "readings from their topic into their table, against Debezium's JDBC sink into a table of its own";
        return new SinkRate("sink-rate-debezium", question, "> 1", Rivalry::open);
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
        return List.of(Figure.rate("rows", "/s", aim));
    }

    @Override
    public Sides open() throws Exception {
        return opening.open();
    }

    /** Our sink on the worker of a platform, paused. */
    private static StoredReadings.Sink paused(MeasuredPlatform platform) throws Exception {
        var sink = new StoredReadings.Sink(new ConnectRest(platform.connect()), CONNECTOR, TABLE);
        sink.pause();
        return sink;
    }

    private record Copying(MeasuredPlatform platform, StoredReadings readings, StoredReadings.Sink sink, byte[] rows)
            implements Sides {

        static Sides open() throws Exception {
            var platform = MeasuredPlatform.archiving();
            var readings = new StoredReadings(platform.cluster(), platform.jdbc());
            var sink = paused(platform);
            readings.produce();
            readings.drain(sink);
            return new Copying(platform, readings, sink, readings.copyOut(TABLE));
        }

        @Override
        public Trial ceiling() throws Exception {
            return readings.copyIn(TABLE, rows);
        }

        @Override
        public Trial ours() throws Exception {
            readings.produce();
            return readings.drain(sink);
        }

        @Override
        public void close() throws Exception {
            readings.close();
            platform.close();
        }
    }

    /** Both sinks read the same records, one after the other. */
    private record Rivalry(
            MeasuredPlatform platform, Debezium debezium, StoredReadings readings, StoredReadings.Sink sink)
            implements Sides {

        static Sides open() throws Exception {
            var platform = MeasuredPlatform.archiving();
            var directory = Files.createTempDirectory("millrace-bench-debezium");
            var debezium = Debezium.start(platform.cluster(), platform.jdbc(), directory);
            return new Rivalry(
                    platform, debezium, new StoredReadings(platform.cluster(), platform.jdbc()), paused(platform));
        }

        @Override
        public Trial ceiling() throws Exception {
            readings.produce();
            return readings.drain(debezium.sink());
        }

        @Override
        public Trial ours() throws Exception {
            return readings.drain(sink);
        }

        @Override
        public void close() throws Exception {
            readings.close();
            debezium.close();
            platform.close();
        }
    }
}
