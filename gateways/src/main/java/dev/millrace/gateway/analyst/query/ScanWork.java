package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.Cells;
import dev.millrace.gateway.analyst.table.TopicTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/** What one thread does for one pass over a topic: it fetches records, decodes them and fills chunks. */
final class ScanWork {

    /** A chunk with more text than this is handed over before it is full, so that large values do not pile up. */
    private static final long TEXT_PER_CHUNK = 1 << 20;

    private final TopicTable table;
    private final TopicScan.Source source;
    private final RunningQuery query;
    private final Cells cells;
    private @Nullable Lane lane;
    private Tally.@Nullable Part read;
    private long unreadable;

    ScanWork(TopicTable table, TopicScan.Source source, RunningQuery query) {
        this.table = table;
        this.source = source;
        this.query = query;
        this.cells = new Cells(table.leaves().size());
    }

    /** How many rows there are in the chunk; none at the end of the pass. */
    long fill(TopicScan.Pass pass, DuckDBDataChunkWriter chunk) throws Unanswered {
        var in = lane == null ? open(pass) : lane;
        var out = new RowVectors(table, pass.leaves(), chunk);
        var capacity = chunk.capacity();
        var rows = 0L;
        while (rows < capacity && out.textSize() < TEXT_PER_CHUNK) {
            var record = in.next();
            if (record != null) {
                count(record);
                if (decode(pass, record)) out.write(rows++, cells);
            } else {
                report();
                if (rows > 0 || !in.fetch()) break;
            }
        }
        report();
        return rows;
    }

    void close() {
        if (lane != null) lane.close();
        lane = null;
    }

    private Lane open(TopicScan.Pass pass) {
        var opened = new Lane(source.consumers(), table.topic().name(), pass.slices(), query);
        lane = opened;
        return opened;
    }

    /** @return whether the record is within reach */
    private boolean decode(TopicScan.Pass pass, ConsumerRecord<byte[], byte[]> record) {
        var time = record.timestamp() * 1000;
        var key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        var isWithin = pass.reach().isAll()
                || pass.reach().contains(record.partition(), record.offset(), time, Optional.ofNullable(key));
        if (!isWithin) return false;
        cells.clear();
        decodeValue(pass, record);
        cells.set(TopicTable.OFFSET, record.offset());
        cells.set(TopicTable.PARTITION, record.partition());
        if (record.timestamp() >= 0) cells.set(TopicTable.TIME, time);
        if (key != null) cells.set(TopicTable.KEY, key);
        return true;
    }

    private void decodeValue(TopicScan.Pass pass, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || pass.reader().isIdle()) return;
        try {
            var payload = source.payloads().in(record.value());
            if (!pass.reader().read(payload.bytes(), payload.offset(), cells)) unreadable++;
        } catch (IOException e) {
            unreadable++;
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        var size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        var before = read;
        read = new Tally.Part(
                table.name(),
                record.partition(),
                before == null ? record.offset() : before.from(),
                record.offset() + 1,
                before == null ? 1 : before.records() + 1,
                before == null ? size : before.bytes() + size);
    }

    private void report() throws Unanswered {
        var part = read;
        var failed = unreadable;
        read = null;
        unreadable = 0;
        if (part != null) query.read(part, failed);
    }
}
