package dev.millrace.topology.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoEvent.Type;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topology.TopologyBench;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacementTopologyTest {

    private final TopologyBench bench = new TopologyBench(new PlacementTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldAnswerAnOpeningWithItsPlaceAndWhatItWasAsked() {
        // Given
        send("a", opened("q1", "g1"));

        // When
        send("b", opened("q2", "g2").putDescription("codec", "h264").setSessionId("s"));

        // Then
        var stream = streams().get(1);
        assertThat(stream.getPartition()).isEqualTo(1);
        assertThat(stream.getSessionEpoch()).isEqualTo(1);
        assertThat(stream.getSessionId()).isEqualTo("s");
        assertThat(stream.getOwner()).isEqualTo("g2");
        assertThat(stream.getInquiryId()).isEqualTo("q2");
        assertThat(stream.getOpen()).isTrue();
        assertThat(stream.getDescriptionMap()).containsEntry("codec", "h264");
        assertThat(stream.getSource(0).getFirstOffset()).isEqualTo(1);
    }

    @Test
    void shouldCloseTheEpochThatIsMeantAndNoOther() {
        // Given
        send("a", opened("q1", "g1"));
        send("a", opened("q2", "g2"));

        // When
        send("a", closed(1));
        send("a", closed(2));

        // Then
        assertThat(streams()).extracting(VideoStream::getOpen).containsExactly(true, true, false);
    }

    @Test
    void shouldSetAsideAnEventOfNoKnownTypeOrSize() {
        // When
        send("a", VideoEvent.newBuilder());
        send("a", opened("q", "g").putDescription("novel", "x".repeat(20_000)));

        // Then
        assertThat(bench.deadLetters())
                .extracting(letter -> letter.getReason())
                .containsExactly("unknown-type", "too-large");
        assertThat(streams()).isEmpty();
    }

    private void send(String stream, VideoEvent.Builder event) {
        bench.send(bench.topics().videoEvents(), stream, event.build());
    }

    private List<VideoStream> streams() {
        return bench.read(bench.topics().videoStreams()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private static VideoEvent.Builder opened(String inquiry, String owner) {
        return VideoEvent.newBuilder()
                .setType(Type.TYPE_OPENED)
                .setInquiryId(inquiry)
                .setOwner(owner);
    }

    private static VideoEvent.Builder closed(long epoch) {
        return VideoEvent.newBuilder().setType(Type.TYPE_CLOSED).setSessionEpoch(epoch);
    }
}
