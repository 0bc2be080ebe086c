package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EmbeddingTest {

    @Property
    void shouldBeLikeItselfWhateverItsLength(@ForAll @Size(8) float[] vector) {
        // Given
        var embedding = Embedding.of(vector);
        Assume.that(embedding.isKnown());

        // When
        var distance = embedding.distance(embedding);

        // Then
        assertThat(distance).isEqualTo(0, within(1e-6));
    }

    @Example
    void shouldTellADirectionWhoseLengthIsNoFloat() {
        // Given
        var large = Embedding.of(new float[] {Float.MAX_VALUE, Float.MAX_VALUE});
        var small = Embedding.of(new float[] {1, 1});

        // When
        var distance = large.distance(small);

        // Then
        assertThat(distance).isEqualTo(0, within(1e-6));
    }

    @Example
    void shouldTellNothingWithoutADirection() {
        // Given
        var zero = new float[] {0, 0};
        var none = new float[] {1, Float.NaN};

        // When
        var embeddings = new Embedding[] {Embedding.of(zero), Embedding.of(none), Embedding.of(new float[0])};

        // Then
        assertThat(embeddings).containsOnly(Embedding.NONE);
    }
}
