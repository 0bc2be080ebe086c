package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.Cells;
import dev.millrace.gateway.analyst.table.Leaf;
import dev.millrace.gateway.analyst.table.TopicTable;
import java.math.BigInteger;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/** Rows of cells as the vectors of one chunk. Used by one thread. */
final class RowVectors {

    private final List<Leaf> kinds;
    private final int[] leaves;
    private final DuckDBWritableVector[] vectors;
    private long textBytes;

    /** @param leaves the leaf of each vector */
    RowVectors(TopicTable table, int[] leaves, DuckDBDataChunkWriter chunk) {
        this.kinds = table.leaves();
        this.leaves = leaves;
        this.vectors = new DuckDBWritableVector[leaves.length];
        for (var i = 0; i < leaves.length; i++) vectors[i] = chunk.vector(i);
    }

    static DuckDBColumnType type(Leaf leaf) {
        return switch (leaf) {
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
            case INTEGER -> DuckDBColumnType.INTEGER;
            case UINTEGER -> DuckDBColumnType.UINTEGER;
            case BIGINT -> DuckDBColumnType.BIGINT;
            case UBIGINT -> DuckDBColumnType.UBIGINT;
            case FLOAT -> DuckDBColumnType.FLOAT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case TEXT, ENUM, BYTES -> DuckDBColumnType.VARCHAR;
        };
    }

    void write(long row, Cells cells) {
        for (var i = 0; i < leaves.length; i++) {
            if (cells.isNull(leaves[i])) vectors[i].setNull(row);
            else write(vectors[i], row, leaves[i], cells);
        }
    }

    /** Characters written so far. */
    long textSize() {
        return textBytes;
    }

    private void write(DuckDBWritableVector vector, long row, int leaf, Cells cells) {
        switch (kinds.get(leaf)) {
            case BOOLEAN -> vector.setBoolean(row, cells.number(leaf) != 0);
            case INTEGER -> vector.setInt(row, (int) cells.number(leaf));
            case UINTEGER -> vector.setUint32(row, cells.number(leaf));
            case BIGINT -> vector.setLong(row, cells.number(leaf));
            case UBIGINT -> vector.setUint64(row, unsigned(cells.number(leaf)));
            case FLOAT -> vector.setFloat(row, Float.intBitsToFloat((int) cells.number(leaf)));
            case DOUBLE -> vector.setDouble(row, Double.longBitsToDouble(cells.number(leaf)));
            case TEXT, ENUM, BYTES -> {
                var text = cells.text(leaf);
                textBytes += text.length();
                vector.setString(row, text);
            }
        }
    }

    private static BigInteger unsigned(long bits) {
        var low = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits >= 0 ? low : low.setBit(63);
    }
}
