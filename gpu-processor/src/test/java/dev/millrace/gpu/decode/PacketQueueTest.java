package dev.millrace.gpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacketQueueTest {

    private static final int PATIENCE = 4;

    private final PacketQueue queue = new PacketQueue(10_000, PATIENCE);

    @Test
    void shouldGiveEverythingInOrderToADecoderThatKeepsUp() {
        // Given
        for (var i = 0; i < PATIENCE; i++) queue.add(picture(i, i == 2));

        // When
        var taken = drained();

        // Then
        assertThat(taken).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void shouldGoOnWithTheNewestKeyframeAndSayWhatWasLeftOut() {
        // Given
        for (var i = 0; i < 10; i++) queue.add(picture(i, i == 3 || i == 6));

        // When
        var next = queue.next().orElseThrow();

        // Then
        assertThat(next.waiting().offset()).isEqualTo(6);
        assertThat(next.skipped()).isEqualTo(6);
        assertThat(drained()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void shouldLeaveNothingOutThatTheNewestPictureNeeds() {
        // Given
        for (var i = 0; i < 10; i++) queue.add(picture(i, i == 0));

        // When
        var taken = drained();

        // Then
        assertThat(taken).hasSize(10);
    }

    @Test
    void shouldCountItsBytesAndSayWhenItIsFull() {
        // Given
        for (var i = 0; i < 8; i++) queue.add(picture(i, false));

        // When
        var wasFull = queue.isFull();
        for (var i = 0; i < 4; i++) queue.next();

        // Then
        assertThat(wasFull).isTrue();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.hasRoom()).isFalse();
        drained();
        assertThat(queue.bytes()).isZero();
        assertThat(queue.pictures()).isZero();
    }

    @Property
    void shouldNeverGiveAPictureWithoutWhatItDependsOn(
            @ForAll @Size(max = 60) List<Boolean> keyframes, @ForAll @IntRange(min = 1, max = 7) int burst) {
        // Given
        var taken = new ArrayList<PacketQueue.Next>();

        // When
        for (var i = 0; i < keyframes.size(); i++) {
            queue.add(picture(i, i == 0 || keyframes.get(i)));
            if (i % burst == 0) queue.next().ifPresent(taken::add);
        }
        for (var next = queue.next(); next.isPresent(); next = queue.next()) taken.add(next.get());

        // Then
        var before = -1L;
        for (var next : taken) {
            var follows = next.waiting().offset() == before + 1;
            assertThat(follows || next.waiting().packet().getKeyframe()).isTrue();
            assertThat(next.skipped()).isEqualTo((int) (next.waiting().offset() - before - 1));
            before = next.waiting().offset();
        }
        assertThat(before).isEqualTo(keyframes.size() - 1);
    }

    private List<Long> drained() {
        var offsets = new ArrayList<Long>();
        for (var next = queue.next(); next.isPresent(); next = queue.next()) {
            offsets.add(next.get().waiting().offset());
        }
        return offsets;
    }

    private static Waiting picture(long offset, boolean isKeyframe) {
        var packet = VideoPacket.newBuilder()
                .setStartsPicture(true)
                .setKeyframe(isKeyframe)
                .setData(ByteString.copyFrom(new byte[1_000]))
                .build();
        return new Waiting(packet, offset, Standing.NEWEST, 0);
    }
}
