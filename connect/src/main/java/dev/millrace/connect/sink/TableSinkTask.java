package dev.millrace.connect.sink;

import dev.millrace.connect.letter.Refused;
import dev.millrace.connect.protobuf.ProtobufConverter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each batch in one transaction before it is passed; a record that cannot be stored becomes a dead letter, and a
 * database that is away is waited for, while Connect keeps the batch and the place. Runs on one thread of Connect's.
 */
public final class TableSinkTask extends SinkTask {

    /** Which of its connector's tasks one is. */
    static final String NUMBER = "task.number";

    private static final Logger LOG = LoggerFactory.getLogger(TableSinkTask.class);

    private @Nullable SinkSettings settings;
    private @Nullable Database database;
    private @Nullable SinkMeter meter;
    private String connector = "";
    private int failures;

    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    @Override
    public void start(Map<String, String> properties) {
        var read = SinkSettings.of(properties);
        connector = properties.getOrDefault("name", "sink");
        settings = read;
        database = new Database(read);
        meter = SinkMeter.register(connector, properties.getOrDefault(NUMBER, "0"));
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (records.isEmpty()) return;
        var refused = new ArrayList<Bisection.Refusal<SinkRecord, Refused>>();
        var entries = entries(records, refused);
        try {
            for (var refusal : Bisection.store(entries, Objects.requireNonNull(database)::store)) {
                refused.add(new Bisection.Refusal<>(refusal.row().record(), refusal.why()));
            }
        } catch (Database.Away e) {
            waitFor(e);
        }
        if (failures > 0) LOG.atInfo().addKeyValue("connector", connector).log("the database is back");
        failures = 0;
        report(refused);
        Objects.requireNonNull(meter).stored(records.size(), refused.size());
    }

    private List<Entry> entries(Collection<SinkRecord> records, List<Bisection.Refusal<SinkRecord, Refused>> refused) {
        var settings = Objects.requireNonNull(this.settings);
        var entries = new ArrayList<Entry>(records.size());
        for (var record : records) {
            var why = unusable(record, settings);
            if (why == null) entries.add(entry(record, settings));
            else refused.add(new Bisection.Refusal<>(record, why));
        }
        return settings.isNewestOnly() ? newest(entries) : entries;
    }

    private static Entry entry(SinkRecord record, SinkSettings settings) {
        var line = record.value() == null ? CopyText.line(record.key()) : CopyText.line(settings.columns(), record);
        return new Entry(record, line);
    }

    private static List<Entry> newest(List<Entry> entries) {
        var newest = new LinkedHashMap<Object, Entry>();
        for (var entry : entries) newest.put(identity(entry.record()), entry);
        return List.copyOf(newest.values());
    }

    /** Records of one key on one partition are in order; of one key on two they are two things. */
    private static Object identity(SinkRecord record) {
        return Arrays.asList(record.topic(), record.kafkaPartition(), record.key());
    }

    private static @Nullable Refused unusable(SinkRecord record, SinkSettings settings) {
        if (ProtobufConverter.Undecodable.is(record.valueSchema())) {
            return new Refused("undecodable", String.valueOf(record.value()));
        }
        if (record.value() == null && !settings.takesTombstones()) {
            return new Refused("unexpected-tombstone", "this table deletes nothing");
        }
        return null;
    }

    /** Only once all others are stored, so that a batch that comes again is not reported again. */
    private void report(List<Bisection.Refusal<SinkRecord, Refused>> refused) {
        if (refused.isEmpty()) return;
        var reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw new ConnectException(
                    "a record cannot be stored, and errors.deadletterqueue.topic.name is not set",
                    refused.get(0).why());
        }
        for (var refusal : refused) reporter.report(refusal.row(), refusal.why());
        LOG.atWarn()
                .addKeyValue("connector", connector)
                .addKeyValue("count", refused.size())
                .addKeyValue("newest", refused.get(refused.size() - 1).why().getMessage())
                .log("records became dead letters");
    }

    private void waitFor(Database.Away away) {
        failures++;
        var message = String.valueOf(away.getMessage());
        Objects.requireNonNull(meter).waiting(message);
        var pause = Objects.requireNonNull(settings).backoff().wait(failures, ThreadLocalRandom.current());
        LOG.atWarn()
                .addKeyValue("connector", connector)
                .addKeyValue("attempt", failures)
                .addKeyValue("reason", message)
                .log("the database does not store; the records wait");
        context.timeout(pause.toMillis());
        throw new RetriableException(message, away);
    }

    @Override
    public void stop() {
        if (database != null) database.close();
        if (meter != null) meter.close();
    }
}
