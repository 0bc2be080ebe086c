package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.MessageReader;
import dev.millrace.gateway.analyst.table.TopicTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * One topic as a table function of DuckDB: it emits the leaves that a plan wants of the records that may matter.
 * DuckDB's threads call it, each with work of its own.
 */
final class TopicScan implements Scan, DuckDBTableFunction<TopicTable, TopicScan.Pass, ScanWork> {

    /** Fewer records are read sooner by one lane. */
    private static final long WORTH_A_LANE = 50_000;

    private final TopicTable table;
    private final LeafNames names;
    private final Snapshot snapshot;
    private final Source source;
    private final RunningQuery query;
    private final List<ScanWork> begun = new ArrayList<>();
    private volatile Reach reach = Reach.ALL;

    /**
     * Where records come from.
     *
     * @param lanes how many consumers read at once, at most
     */
    record Source(Consumers consumers, Payloads payloads, int lanes) {}

    /** One pass over the topic. */
    record Pass(int[] leaves, MessageReader reader, Reach reach, Queue<Slice> slices) {}

    TopicScan(TopicTable table, LeafNames names, Snapshot snapshot, Source source, RunningQuery query) {
        this.table = table;
        this.names = names;
        this.snapshot = snapshot;
        this.source = source;
        this.query = query;
    }

    @Override
    public TopicTable table() {
        return table;
    }

    @Override
    public void reach(Reach needed) {
        reach = needed;
    }

    @Override
    public DuckDBTableFunction<?, ?, ?> function() {
        return this;
    }

    @Override
    public TopicTable bind(DuckDBTableFunctionBindInfo info) {
        var leaves = table.leaves();
        for (var i = 0; i < leaves.size(); i++) info.addResultColumn(names.leaf(i), RowVectors.type(leaves.get(i)));
        return table;
    }

    @Override
    public Pass init(DuckDBTableFunctionInitInfo info) throws Unanswered {
        var leaves = IntStream.range(0, (int) info.getColumnCount())
                .map(column -> (int) info.getColumnIndex(column))
                .toArray();
        var wanted = new boolean[table.leaves().size()];
        for (var leaf : leaves) wanted[leaf] = true;
        var needed = reach;
        var slices = slices(needed);
        var size = slices.stream().mapToLong(Slice::size).sum();
        info.setMaxThreads(Math.max(1, Math.min(Math.min(source.lanes, slices.size()), 1 + size / WORTH_A_LANE)));
        var reader = new MessageReader(table, leaf -> wanted[leaf]);
        return new Pass(leaves, reader, needed, new ConcurrentLinkedQueue<>(slices));
    }

    @Override
    public ScanWork localInit(DuckDBTableFunctionInitInfo info) {
        var work = new ScanWork(table, source, query);
        synchronized (begun) {
            begun.add(work);
        }
        return work;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) throws Unanswered {
        ScanWork work = call.getLocalInitData();
        Pass pass = call.getInitData();
        try {
            return work.fill(pass, chunk);
        } catch (Unanswered e) {
            query.fail(e);
            throw e;
        }
    }

    /** Once no thread scans any more. */
    void close() {
        synchronized (begun) {
            begun.forEach(ScanWork::close);
            begun.clear();
        }
    }

    private List<Slice> slices(Reach needed) throws Unanswered {
        try {
            return snapshot.slices(table.topic(), needed);
        } catch (Unanswered e) {
            query.fail(e);
            throw e;
        }
    }
}
