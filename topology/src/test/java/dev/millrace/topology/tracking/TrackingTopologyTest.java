package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.dead.DeadLetter;
import dev.millrace.message.tracking.TrackingDetections;
import dev.millrace.message.tracking.TrackingDetections.Detection;
import dev.millrace.message.tracking.TrackingDetections.Motion;
import dev.millrace.message.tracking.TrackingUpdate;
import dev.millrace.message.tracking.TrackingUpdate.Person;
import dev.millrace.topology.TopologyBench;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingTopologyTest {

    private final TopologyBench bench = new TopologyBench(new TrackingTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldFollowSomebodyThroughACamera() {
        // When
        for (var n = 0; n < 5; n++)
            send(picture("a", n).setModel("m").setWidth(640).setHeight(480));

        // Then
        var updates = updates();
        assertThat(updates).extracting(TrackingUpdate::getFrame).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(updates)
                .allSatisfy(update -> assertThat(update.getPeopleList())
                        .extracting(Person::getTrack)
                        .containsExactly(1L));
        var last = updates.get(4);
        assertThat(last.getPeople(0).getLeft()).isEqualTo(120);
        assertThat(last.getModel()).isEqualTo("m");
        assertThat(last.getWidth() + "x" + last.getHeight()).isEqualTo("640x480");
        assertThat(last.getSource(0).getTopic())
                .isEqualTo(bench.topics().trackingDetections().name());
        assertThat(last.getSource(0).getFirstOffset()).isEqualTo(4);
    }

    @Test
    void shouldFollowEachCameraOfATaskByItself() {
        // When
        for (var n = 0; n < 3; n++) {
            send(picture("a", n));
            send(picture("b", n).addDetections(person(400)));
        }

        // Then
        var updates = updates();
        assertThat(updates)
                .filteredOn(each -> each.getCamera().equals("a"))
                .allMatch(each -> each.getPeopleCount() == 1);
        assertThat(updates)
                .filteredOn(each -> each.getCamera().equals("b"))
                .allMatch(each -> each.getPeopleCount() == 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void shouldMakeTheSameOfPicturesThatComeTwiceAndOutOfOrder(int seed) {
        // Given
        for (var n = 0; n < 40; n++) send(picture("a", n));
        var inOrder = people(updates());
        var shaken = new ArrayList<Integer>();
        for (var n = 1; n < 40; n++) shaken.addAll(n % 3 == 0 ? List.of(n, n) : List.of(n));
        var chance = new Random(seed);
        for (var begin = 0; begin < shaken.size(); begin += 10) {
            Collections.shuffle(shaken.subList(begin, Math.min(begin + 10, shaken.size())), chance);
        }

        // When
        send(picture("b", 0));
        for (var n : shaken) send(picture("b", n));

        // Then
        var updates = updates();
        assertThat(people(updates)).isEqualTo(inOrder);
        assertThat(updates.get(39).getSkipped()).isZero();
        send(picture("b", 0));
        send(picture("b", 40));
        assertThat(updates().get(0).getLate()).isEqualTo(14);
    }

    @Test
    void shouldCountPicturesThatWereSkippedAndWaitForNone() {
        // When
        send(picture("a", 0));
        send(picture("a", 5).setPreviousFrame(0));

        // Then
        assertThat(updates()).extracting(TrackingUpdate::getSkipped).containsExactly(0L, 4L);
    }

    @Test
    void shouldGoOnWithoutAPictureThatTooManyWaitFor() {
        // Given
        send(picture("a", 0));
        for (var n = 2; n < 34; n++) send(picture("a", n));
        assertThat(updates()).hasSize(1);

        // When
        send(picture("a", 34));

        // Then
        var updates = updates();
        assertThat(updates).hasSize(33);
        assertThat(updates.get(32).getFrame()).isEqualTo(34);
        assertThat(updates.get(32).getSkipped()).isEqualTo(1);
    }

    @Test
    void shouldWaitForNothingWhenSomebodyElseReadsTheCamera() {
        // Given
        send(picture("a", 0));
        send(picture("a", 2));

        // When
        send(picture("a", 6).clearPreviousFrame());

        // Then
        assertThat(updates()).extracting(TrackingUpdate::getFrame).containsExactly(0L, 2L, 6L);
    }

    @Test
    void shouldFollowNobodyAcrossASeek() {
        // Given
        send(picture("a", 50).clearPreviousFrame());
        for (var n = 51; n < 53; n++) send(picture("a", n));
        send(picture("a", 54));

        // When
        send(picture("a", 10).setEra(1).clearPreviousFrame());
        for (var n = 11; n < 13; n++) send(picture("a", n).setEra(1));
        send(picture("a", 53));

        // Then
        var updates = updates();
        assertThat(updates).extracting(TrackingUpdate::getFrame).containsExactly(50L, 51L, 52L, 54L, 10L, 11L, 12L);
        assertThat(updates.get(4).getLostList()).isEmpty();
        assertThat(updates.get(6).getPeopleList()).extracting(Person::getTrack).containsExactly(2L);
        send(picture("a", 13).setEra(1));
        assertThat(updates().get(0).getLate()).isEqualTo(1);
    }

    @Test
    void shouldSayTheLastOfACamera() {
        // Given
        send(picture("a", 0));
        send(picture("a", 2));

        // When
        send(picture("a", 4).clearDetections().setFrameRate(0).setEnded(true));
        send(picture("a", 3));

        // Then
        var updates = updates();
        assertThat(updates).extracting(TrackingUpdate::getFrame).containsExactly(0L, 2L, 4L);
        assertThat(updates.get(2).getEnded()).isTrue();
        assertThat(updates.get(2).getLostList()).isEmpty();
    }

    @Test
    void shouldBearNumbersThatAreNone() {
        // Given
        var nan = Float.NaN;

        // When
        send(picture("a", 0));
        send(picture("a", 1)
                .addDetections(person(300).setRight(nan))
                .addDetections(person(350).setScore(nan))
                .setMotion(Motion.newBuilder().setXx(Double.NaN).setYy(1)));
        send(picture("a", 2).setDetections(0, person(110).addEmbedding(nan).addEmbedding(1)));

        // Then
        assertThat(updates().get(2).getPeopleList())
                .extracting(Person::getTrack)
                .containsExactly(1L);
    }

    @Test
    void shouldSetAsideWhatIsNoPictureOfACamera() {
        // Given
        var long2049 = Collections.nCopies(2049, 1f);

        // When
        send(picture("", 0));
        send(picture("a", 0).setEra(-1));
        send(picture("a", 3).setPreviousFrame(3));
        send(picture("a", 0).setFrameRate(Double.NaN));
        send(picture("a", 0).addAllDetections(Collections.nCopies(501, person(1).build())));
        send(picture("a", 0).addDetections(person(1).addAllEmbedding(long2049)));

        // Then
        assertThat(bench.deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        "no-camera", "no-place", "no-place", "no-frame-rate", "too-many-detections", "long-embedding");
        assertThat(updates()).isEmpty();
    }

    /** Of somebody who walks to the right, five pixels a picture. */
    private static TrackingDetections.Builder picture(String camera, int frame) {
        var picture = TrackingDetections.newBuilder()
                .setCamera(camera)
                .setFrame(frame)
                .setFrameRate(10)
                .addDetections(person(100 + 5 * frame));
        return frame == 0 ? picture : picture.setPreviousFrame(frame - 1);
    }

    private static Detection.Builder person(float left) {
        return Detection.newBuilder()
                .setLeft(left)
                .setTop(50)
                .setRight(left + 40)
                .setBottom(150)
                .setScore(0.9f);
    }

    private void send(TrackingDetections.Builder detections) {
        bench.send(bench.topics().trackingDetections(), "task", detections.build());
    }

    private List<TrackingUpdate> updates() {
        return bench.read(bench.topics().trackingUpdates()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private static List<List<Person>> people(List<TrackingUpdate> updates) {
        return updates.stream().map(TrackingUpdate::getPeopleList).toList();
    }
}
