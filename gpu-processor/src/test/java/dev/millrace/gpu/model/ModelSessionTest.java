package dev.millrace.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.millrace.gpu.embed.EmbedderCard;
import dev.millrace.gpu.model.ModelException.Reason;
import dev.millrace.gpu.scene.Pixels;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session does when a graphics card fails, by one that fails as it is told. */
class ModelSessionTest {

    private static final Device CARD = new Device(true, 0);
    private static final String NO_MEMORY = "BFCArena: Failed to allocate memory for requested buffer of size 1";

    private final List<String> loads = new ArrayList<>();

    @Test
    void shouldHalveWhatGoesThroughAtOnceUntilThereIsMemory() {
        // When
        try (var session = session(new FailingCard(2, NO_MEMORY), 8)) {
            var given = run(session, 11);

            // Then
            assertThat(given).containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f);
            assertThat(session.state(0).provider()).isEqualTo("cuda:0");
            assertThat(session.state(0).batch()).isEqualTo(2);
            assertThat(session.state(0).note()).contains("no memory for 4 at once");
        }
    }

    @Test
    void shouldGoOnOnTheProcessorWhereOnePictureIsTooMuch() {
        // When
        try (var session = session(new FailingCard(0, NO_MEMORY), 4)) {
            var given = run(session, 5);

            // Then
            assertThat(given).containsExactly(0f, 1f, 2f, 3f, 4f);
            assertThat(session.state(0).provider()).isEqualTo("cpu");
            assertThat(session.state(0).note()).startsWith("cuda:0 failed: BFCArena");
            assertThat(loads).containsExactly("cuda:0", "cpu");
        }
    }

    @Test
    void shouldGoOnOnTheProcessorAtOnceWhereTheCardFails() {
        // When
        try (var session = session(new FailingCard(0, "CUDA failure 719: unspecified launch failure"), 4)) {
            var given = run(session, 5);

            // Then
            assertThat(given).containsExactly(0f, 1f, 2f, 3f, 4f);
            assertThat(session.state(0).provider()).isEqualTo("cpu");
        }
    }

    @Test
    void shouldSayWhereTheProcessorFailsToo() {
        // Given
        var session = new ModelSession(
                Cards.shipped("clip-vit-b-32", EmbedderCard.class),
                device -> new FailingEngine(device, 0, "out of order"),
                Device.CPU,
                4);

        // Then
        assertThatThrownBy(() -> run(session, 1))
                .isInstanceOfSatisfying(
                        ModelException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RUN))
                .hasMessage("model clip-vit-b-32: ONNX Runtime cannot run it: out of order");
        session.close();
    }

    private record FailingCard(int most, String message) {}

    private ModelSession session(FailingCard card, int batch) {
        return new ModelSession(
                Cards.shipped("clip-vit-b-32", EmbedderCard.class),
                device -> {
                    loads.add(device.toString());
                    return device.isCuda()
                            ? new FailingEngine(device, card.most(), card.message())
                            : new FailingEngine(device, batch, "");
                },
                CARD,
                batch);
    }

    /** Runs pictures each of which is as light as its number. */
    private static List<Float> run(ModelSession session, int count) {
        var outputs = session.run(count, (number, buffer, slot) -> {
            try (var picture = new Pixels(4, 4, (x, y) -> 0x010101 * number)) {
                buffer.put(picture.frame(), Region.whole(picture.frame()), slot);
            }
        });
        return outputs.stream().map(output -> output.only()[0]).toList();
    }

    /** Gives the first byte of each picture; fails for more at once than it can. */
    private record FailingEngine(Device device, int most, String message) implements Engine {

        @Override
        public long[] inputShape() {
            return new long[] {-1, 3, 224, 224};
        }

        @Override
        public List<Outputs> run(FloatBuffer pictures, int count) throws OrtException {
            if (count > most) throw new OrtException(message);
            var outputs = new ArrayList<Outputs>();
            for (var i = 0; i < count; i++) {
                var first = pictures.get(i * 3 * 224 * 224) * 68.5005f + 122.7709f;
                outputs.add(new Outputs(Map.of("first", new float[] {Math.round(first)})));
            }
            return outputs;
        }

        @Override
        public Map<String, long[]> lastShapes() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
