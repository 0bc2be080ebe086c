package dev.millrace.edge;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class EdgeDecoderFuzzTest {

    private static final EdgeState KNOWN = known();

    /** Any bytes, first to a decoder that knows nothing, then to one in step, and once more where that led. */
    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldDecodeAnyBytesOrSayWhyNot(byte[] bytes) {
        for (var state : List.of(EdgeState.NEW, KNOWN)) {
            var decoding = EdgeDecoder.decode(state, bytes);
            if (!(decoding instanceof Decoding.Decoded decoded)) continue;
            if (!EdgeState.of(decoded.next().toBytes()).equals(decoded.next())) throw new AssertionError("state");
            if (!(EdgeDecoder.decode(decoded.next(), bytes) instanceof Decoding.Duplicate)) {
                throw new AssertionError("decoded twice");
            }
        }
    }

    static EdgeState known() {
        var channels = List.of(Channel.of("speed", 0.5), Channel.angle("heading", 0.5));
        var encoder = new EdgeEncoder(EdgeEncoder.Settings.of(channels), 1);
        var state = EdgeState.NEW;
        for (var i = 0; i < 3; i++) {
            state = ((Decoding.Decoded) EdgeDecoder.decode(state, encoder.encode(i, i, i))).next();
        }
        return state;
    }
}
