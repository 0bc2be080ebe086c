package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.TopicTable;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * How leaves and scans are called in one session: by names that nobody who asks can know, so that a plan that names
 * them can mean nothing else.
 *
 * @param secret letters and digits
 */
record LeafNames(String secret) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static LeafNames random() {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return new LeafNames(HexFormat.of().formatHex(bytes));
    }

    String leaf(int index) {
        return "leaf_" + index + "_" + secret;
    }

    String offset() {
        return leaf(TopicTable.OFFSET);
    }

    String partition() {
        return leaf(TopicTable.PARTITION);
    }

    String time() {
        return leaf(TopicTable.TIME);
    }

    String key() {
        return leaf(TopicTable.KEY);
    }

    String scan(int table) {
        return "scan_" + table + "_" + secret;
    }
}
