package dev.millrace.gateway.analyst.table;

import com.code_intelligence.jazzer.junit.FuzzTest;

class MessageReaderFuzzTest {

    @FuzzTest(maxDuration = "40m", maxExecutions = 1_000_000)
    void shouldReadRowOrSayThatThereIsNone(byte[] bytes) {
        for (var topic : Samples.topics()) {
            var table = TopicTable.of(topic);
            new MessageReader(table, leaf -> (leaf + bytes.length) % 3 > 0)
                    .read(bytes, 0, new Cells(table.leaves().size()));
        }
    }
}
