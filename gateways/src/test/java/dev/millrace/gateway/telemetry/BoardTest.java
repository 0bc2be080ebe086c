package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.python.PythonJson;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {

    private final Board board = new Board();

    @Test
    void shouldPutThePastOfSeveralPartitionsInTheOrderOfArrival() {
        // When
        board.show("A", record(3));
        board.show("A", record(9));
        board.show("B", record(1));
        board.show("B", record(4));
        board.live();

        // Then
        assertThat(latest()).contains("\"latest\":[{\"timestamp\":1,").containsSubsequence("1,", "3,", "4,", "9,");
        assertThat(board.count()).isEqualTo(4);
    }

    @Test
    void shouldCountPacketsThatAreStillOnTheirWayOnce() {
        // Given
        board.live();

        // When
        var first = board.accept("A", 1);
        var second = board.accept("A", 2);
        board.show("A", record(1));

        // Then
        assertThat(List.of(first, second, board.count())).containsExactly(1, 2, 2);
        board.show("A", record(2));
        board.show("B", record(3));
        assertThat(board.count()).isEqualTo(3);
        assertThat(board.accept("A", 4)).isEqualTo(4);
    }

    @Test
    void shouldNotCountForEverWhatNeverBecomesAReading() {
        // Given
        board.live();
        board.accept("A", 1, 2, 3);

        // When
        board.show("A", record(1));
        board.show("A", record(4));

        // Then
        assertThat(board.count()).isEqualTo(2);
        assertThat(board.accept("A", 3)).isEqualTo(2);
    }

    @Test
    void shouldKeepTheNewestThousandOnly() {
        // Given
        board.live();

        // When
        for (var i = 0; i < 1500; i++) board.show("A", record(i));

        // Then
        assertThat(board.count()).isEqualTo(1000);
        assertThat(board.accept("A", 1500)).isEqualTo(1000);
        assertThat(latest()).contains("\"timestamp\":1499").doesNotContain("\"timestamp\":1489,");
    }

    @Test
    void shouldTakeTheCountersOfVehiclesThatHaveNoRecentReading() {
        // Given
        board.state("OLD", new VehicleState(7, new Compression(400, 100, 0, 0), 0, false));

        // When
        board.show("A", record(1));
        board.live();

        // Then
        assertThat(latest()).contains("\"total_readings\":404,\"transmitted_readings\":104");
    }

    @Test
    void shouldForgetWhatWasClearedWhereverItIs() {
        // Given
        board.show("A", record(1));
        board.show("B", record(2));
        board.live();
        board.show("A", record(3));
        var cleared = board.cleared("A", 4);

        // When
        board.state("A", new VehicleState(4, new Compression(0, 0, 0, 0), 4, false));
        board.show("A", record(3));
        board.show("A", record(5));

        // Then
        assertThat(cleared).isDone();
        assertThat(board.count()).isEqualTo(2);
        assertThat(latest()).contains("\"latest\":[{\"timestamp\":2,").contains("{\"timestamp\":5,");
    }

    @Test
    void shouldGoOnTellingWhenADashboardLeavesAsItIsTold() {
        // Given
        var told = new ArrayList<String>();
        board.live();
        for (var name : List.of("first", "second", "third")) board.open(new Leaving(name, 4, told));
        board.open(new Leaving("stays", 99, told));

        // When
        for (var i = 0; i < 2; i++) board.show("A", record(i));

        // Then
        assertThat(board.watching()).isEqualTo(1);
        assertThat(told).hasSize(3 * 4 + 7).filteredOn("stays"::equals).hasSize(7);
    }

    @Test
    void shouldTellTheHistoryToOthersWhenADashboardLeavesAsItIsTold() {
        // Given
        var told = new ArrayList<String>();
        for (var name : List.of("first", "second", "third")) board.open(new Leaving(name, 2, told));
        board.open(new Leaving("stays", 99, told));

        // When
        board.live();

        // Then
        assertThat(board.watching()).isEqualTo(1);
        assertThat(told).filteredOn("stays"::equals).hasSize(3);
    }

    /** Its socket turns out to be closed at the message of this number. */
    private final class Leaving implements Listener {

        private final String name;
        private final int last;
        private final List<String> told;
        private int count;

        Leaving(String name, int last, List<String> told) {
            this.name = name;
            this.last = last;
            this.told = told;
        }

        @Override
        public Detail detail() {
            return Detail.LEGACY;
        }

        @Override
        public boolean hearsCompression() {
            return false;
        }

        @Override
        public void send(Payload payload) {
            told.add(name);
            if (++count == last) board.close(this);
        }
    }

    private String latest() {
        return PythonJson.HTTP.write(board.status(false, false));
    }

    private static TelemetryRecord record(long time) {
        return TelemetryRecord.newBuilder()
                .setTimestampMs(time)
                .setReceivedNs(time)
                .addSource(Source.newBuilder().setLastOffset(time))
                .setCompression(
                        TelemetryRecord.Compression.newBuilder().setTotal(4).setTransmitted(4))
                .build();
    }
}
