package dev.millrace.gpu.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.scene.MarkedVideo;
import dev.millrace.gpu.scene.VideoFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the one who looks most alike, among all in pictures that are some time away, is the same person: rank 1, by
 * boxes marked by hand. The chance that anybody at all is right is said beside it.
 */
class LooksTest {

    private record Look(int picture, int id, float[] vector) {}

    private record Answer(double rank1, double chance, int asked) {}

    /** Every tenth picture; the same person ten seconds away or more. */
    @ParameterizedTest
    @CsvSource({"stripes,.38", "person-reid-retail-0287,.33", "osnet-x0-25-msmt17,.37"})
    void shouldTellSmallPeopleApart(String embedder, double least) throws Exception {
        // When
        var answer = measured("PETS09-S2L1", MarkedVideo.pets(), embedder, 10, 70);

        // Then
        assertThat(answer.rank1()).isGreaterThan(least);
    }

    /** Every fifth picture; the same person one second away or more. */
    @ParameterizedTest
    @CsvSource({"stripes,.3", "person-reid-retail-0287,.3", "osnet-x0-25-msmt17,.3"})
    void shouldTellLargePeopleApart(String embedder, double least) throws Exception {
        // When
        var answer = measured("TUD-Campus", MarkedVideo.campus(), embedder, 5, 25);

        // Then
        assertThat(answer.rank1()).isGreaterThan(least);
    }

    private static Answer measured(String name, MarkedVideo marked, String embedder, int step, int away)
            throws Exception {
        var settings =
                new ModelSettings(MarkedVideo.data().resolve("models").toString(), "default", embedder, "cpu", 8);
        var looks = new ArrayList<Look>();
        var spent = new long[1];
        try (var opened = Embedders.open(settings)) {
            VideoFile.show(marked.video(), step, (number, picture) -> {
                var there = marked.at(number);
                var from = System.nanoTime();
                var vectors = opened.embed(
                        picture, there.stream().map(MarkedVideo.Person::box).toList());
                spent[0] += System.nanoTime() - from;
                for (var i = 0; i < vectors.size(); i++) {
                    if (vectors.get(i).length > 0)
                        looks.add(new Look(number, there.get(i).id(), vectors.get(i)));
                }
            });
        }
        var answer = answer(looks, away);
        System.out.printf(
                "%s, %s: rank-1 %.3f of %d, by chance %.3f, %.1f ms each%n",
                name, embedder, answer.rank1(), answer.asked(), answer.chance(), spent[0] / 1e6 / looks.size());
        return answer;
    }

    private static Answer answer(List<Look> looks, int away) {
        var asked = 0;
        var right = 0;
        var chance = 0.0;
        for (var look : looks) {
            var others = looks.stream()
                    .filter(other -> Math.abs(other.picture() - look.picture()) >= away)
                    .toList();
            var same = others.stream().filter(other -> other.id() == look.id()).count();
            if (same == 0) continue;
            asked++;
            chance += (double) same / others.size();
            if (nearest(look, others).id() == look.id()) right++;
        }
        return new Answer((double) right / asked, chance / asked, asked);
    }

    private static Look nearest(Look look, List<Look> others) {
        var best = others.get(0);
        var most = -2.0;
        for (var other : others) {
            var alike = 0.0;
            for (var i = 0; i < look.vector().length; i++) alike += look.vector()[i] * other.vector()[i];
            if (alike <= most) continue;
            most = alike;
            best = other;
        }
        return best;
    }
}
