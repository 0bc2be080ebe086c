package dev.millrace.gateway.analyst.query;

import com.google.protobuf.Message;
import dev.millrace.gateway.analyst.table.Cells;
import dev.millrace.gateway.analyst.table.MessageReader;
import dev.millrace.gateway.analyst.table.TopicTable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** A log without a broker that holds some messages. */
final class MessageScan implements Scan, DuckDBTableFunction<TopicTable, MessageScan.Pass, Object> {

    private final TopicTable table;
    private final LeafNames names;
    private final List<Message> messages;

    record Pass(int[] leaves, AtomicInteger next) {}

    MessageScan(TopicTable table, LeafNames names, List<Message> messages) {
        this.table = table;
        this.names = names;
        this.messages = messages;
    }

    @Override
    public TopicTable table() {
        return table;
    }

    @Override
    public void reach(Reach needed) {}

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
        return new Pass(leaves, new AtomicInteger());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
        Pass pass = call.getInitData();
        if (pass.next.getAndIncrement() > 0) return 0;
        var reader = new MessageReader(table, leaf -> IntStream.of(pass.leaves).anyMatch(wanted -> wanted == leaf));
        var cells = new Cells(table.leaves().size());
        var out = new RowVectors(table, pass.leaves, chunk);
        for (var row = 0; row < messages.size(); row++) {
            cells.clear();
            reader.read(messages.get(row).toByteArray(), 0, cells);
            cells.set(TopicTable.OFFSET, row);
            out.write(row, cells);
        }
        return messages.size();
    }
}
