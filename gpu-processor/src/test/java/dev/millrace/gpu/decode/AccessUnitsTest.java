package dev.millrace.gpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessUnitsTest {

    private final AccessUnits units = new AccessUnits();

    @Test
    void shouldGiveWholePicturesOnAtOnceOnceItKnowsThatTheyAre() {
        // When
        var first = units.add(picture("a", true), 0);
        var second = units.add(picture("b", false), 1);
        var third = units.add(picture("c", false), 2);

        // Then
        assertThat(first).isEmpty();
        assertThat(texts(second)).containsExactly("setsa", "b");
        assertThat(texts(third)).containsExactly("c");
    }

    @Test
    void shouldPutSlicesOfAPictureTogether() {
        // When
        var given = new ArrayList<AccessUnit>();
        given.addAll(units.add(picture("a", true), 10));
        given.addAll(units.add(slice("A"), 11));
        given.addAll(units.add(picture("b", false), 12));
        given.addAll(units.add(slice("B"), 13));
        given.addAll(units.add(end(), 14));

        // Then
        assertThat(texts(given)).containsExactly("setsaA", "bB");
        assertThat(given.get(0).firstOffset()).isEqualTo(10);
        assertThat(given.get(0).lastOffset()).isEqualTo(11);
        assertThat(given.get(0).isKeyframe()).isTrue();
    }

    @Test
    void shouldPutParameterSetsBeforeThePictureThatFollowsThem() {
        // Given
        units.add(picture("a", true), 0);

        // When
        var given = new ArrayList<>(units.add(sets("new"), 1));
        given.addAll(units.add(picture("b", false), 2));
        given.addAll(units.add(end(), 3));

        // Then
        assertThat(texts(given)).containsExactly("setsa", "newb");
    }

    @Test
    void shouldForgetWhatIsIncomplete() {
        // Given
        units.add(picture("a", true), 0);

        // When
        units.clear();

        // Then
        assertThat(units.add(end(), 1)).isEmpty();
    }

    private static List<String> texts(List<AccessUnit> given) {
        return given.stream().map(unit -> unit.data().toStringUtf8()).toList();
    }

    private static VideoPacket picture(String data, boolean isKeyframe) {
        var packet = slice(data).toBuilder().setStartsPicture(true);
        if (isKeyframe) packet.setKeyframe(true).setConfiguration(ByteString.copyFromUtf8("sets"));
        return packet.build();
    }

    private static VideoPacket slice(String data) {
        return VideoPacket.newBuilder()
                .setKind(VideoPacket.Kind.KIND_FRAME)
                .setData(ByteString.copyFromUtf8(data))
                .build();
    }

    private static VideoPacket sets(String data) {
        return VideoPacket.newBuilder()
                .setKind(VideoPacket.Kind.KIND_CONFIGURATION)
                .setData(ByteString.copyFromUtf8(data))
                .build();
    }

    private static VideoPacket end() {
        return VideoPacket.newBuilder().setEndOfStream(true).build();
    }
}
