package dev.millrace.topic.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;

class DescriptorFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadDescriptorOrSayWhyNot(byte[] bytes) {
        ProtoTextFuzzTest.requireStable(ProtoText.parse(bytes));
    }
}
