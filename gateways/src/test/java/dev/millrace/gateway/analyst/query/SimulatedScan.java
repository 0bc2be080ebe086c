package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.TopicTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** A log without a broker: it emits those of its records that are within reach, and no others. */
final class SimulatedScan implements Scan, DuckDBTableFunction<TopicTable, SimulatedScan.Pass, Object> {

    static final long EPOCH = 1_700_000_000_000_000L;

    private final TopicTable table;
    private final LeafNames names;
    private final List<Place> records;
    private Reach reach = Reach.ALL;
    int emitted;

    /** Where a record is. */
    record Place(int partition, long offset, long time, Optional<String> key) {}

    record Pass(int[] leaves, List<Place> records, AtomicInteger next) {}

    SimulatedScan(TopicTable table, LeafNames names) {
        this.table = table;
        this.names = names;
        this.records = IntStream.range(0, 240)
                .mapToObj(i -> new Place(
                        i % 4, i / 4, EPOCH + i * 500_000L, i % 7 == 0 ? Optional.empty() : Optional.of("k" + i % 5)))
                .toList();
    }

    @Override
    public TopicTable table() {
        return table;
    }

    @Override
    public void reach(Reach needed) {
        reach = needed;
    }

    Reach reach() {
        return reach;
    }

    @Override
    public DuckDBTableFunction<?, ?, ?> function() {
        return this;
    }

    @Override
    public TopicTable bind(DuckDBTableFunctionBindInfo info) {
        for (var i = 0; i < table.leaves().size(); i++) {
            info.addResultColumn(names.leaf(i), RowVectors.type(table.leaves().get(i)));
        }
        return table;
    }

    @Override
    public Pass init(DuckDBTableFunctionInitInfo info) {
        var leaves = IntStream.range(0, (int) info.getColumnCount())
                .map(column -> (int) info.getColumnIndex(column))
                .toArray();
        var within = records.stream()
                .filter(place -> reach.contains(place.partition, place.offset, place.time, place.key))
                .toList();
        return new Pass(leaves, within, new AtomicInteger());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
        Pass pass = call.getInitData();
        if (pass.next.getAndIncrement() > 0) return 0;
        var cells = new dev.millrace.gateway.analyst.table.Cells(table.leaves().size());
        var out = new RowVectors(table, pass.leaves, chunk);
        for (var row = 0; row < pass.records.size(); row++) {
            var place = pass.records.get(row);
            cells.clear();
            cells.set(TopicTable.PARTITION, place.partition);
            cells.set(TopicTable.OFFSET, place.offset);
            cells.set(TopicTable.TIME, place.time);
            place.key.ifPresent(key -> cells.set(TopicTable.KEY, key));
            out.write(row, cells);
        }
        emitted += pass.records.size();
        return pass.records.size();
    }
}
