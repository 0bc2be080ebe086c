package dev.millrace.topology.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.device.DeviceEvent;
import dev.millrace.message.device.DeviceEvent.Type;
import dev.millrace.message.device.DeviceState;
import dev.millrace.message.device.DeviceState.Connection;
import dev.millrace.topology.TopologyBench;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceStatesTopologyTest {

    private final TopologyBench bench = new TopologyBench(new DeviceStatesTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTellWhoIsThereAndWhatItSaidLast() {
        // When
        send("drone", event(Type.TYPE_CONNECTED, "s1", 100).putDescription("groups", "red"));
        send("drone", report("s1", 110, "battery_status", "{\"percentage\":80}"));
        send("drone", report("s1", 120, "battery_status", "{\"percentage\":79}"));
        send("phone", event(Type.TYPE_CONNECTED, "s2", 125));

        // Then
        var states = states();
        var drone = states.get(2);
        assertThat(drone.getConnectionsList())
                .extracting(Connection::getSessionId)
                .containsExactly("s1");
        assertThat(drone.getConnections(0).getLeaseUntilNs()).isEqualTo(130);
        assertThat(drone.getReportsMap().get("battery_status").getReport()).isEqualTo("{\"percentage\":79}");
        assertThat(drone.getDescriptionMap()).containsEntry("groups", "red");
        assertThat(drone.getLastSeenNs()).isEqualTo(120);
        assertThat(drone.getSource(0).getFirstOffset()).isEqualTo(2);
        assertThat(states.get(3).getReportsMap()).isEmpty();
    }

    @Test
    void shouldDropAConnectionWhoseLeaseIsOverAtTheNextEvent() {
        // Given
        send("drone", event(Type.TYPE_CONNECTED, "killed", 100));

        // When
        send("drone", event(Type.TYPE_CONNECTED, "alive", 131).setOwner("another"));

        // Then
        assertThat(states().get(1).getConnectionsList())
                .extracting(Connection::getSessionId)
                .containsExactly("alive");
    }

    @Test
    void shouldKeepAConnectionThatIsRenewedAndEndItWhenItIsClosed() {
        // Given
        send("drone", event(Type.TYPE_CONNECTED, "s", 100));

        // When
        send("drone", event(Type.TYPE_RENEWED, "s", 125));
        send("drone", report("s", 140, "log", "{}"));
        send("drone", event(Type.TYPE_DISCONNECTED, "s", 150));

        // Then
        assertThat(states()).extracting(DeviceState::getConnectionsCount).containsExactly(1, 1, 1, 0);
    }

    @Test
    void shouldStayBelowSixteenKilobytesWhateverIsSaid() {
        // When
        for (var i = 0; i < 60; i++) {
            var name = "é".repeat(60) + i;
            send("chatty", event(Type.TYPE_CONNECTED, name, 100).setOwner(name).putDescription(name, "ü".repeat(999)));
            send("chatty", report(name, 100 + i, "type" + name, "€".repeat(3000)));
        }

        // Then
        var states = states();
        assertThat(states).hasSize(120).allMatch(state -> state.getSerializedSize() < 16 << 10);
        assertThat(states.get(119).getReportsMap()).isNotEmpty();
    }

    @Test
    void shouldSetAsideAnEventOfNoKnownTypeOrTooLargeAName() {
        // When
        send("a", DeviceEvent.newBuilder());
        send("a", event(Type.TYPE_CONNECTED, "s".repeat(129), 1));
        send("a", report("s", 1, "log", "x".repeat(20_000)));

        // Then
        assertThat(bench.deadLetters())
                .extracting(letter -> letter.getReason())
                .containsExactly("unknown-type", "too-long", "too-large");
        assertThat(states()).isEmpty();
    }

    private void send(String device, DeviceEvent.Builder event) {
        bench.send(bench.topics().deviceEvents(), device, event.build());
    }

    private List<DeviceState> states() {
        return bench.read(bench.topics().deviceStates()).stream()
                .map(TestRecord::value)
                .toList();
    }

    private static DeviceEvent.Builder event(Type type, String session, long at) {
        return DeviceEvent.newBuilder()
                .setType(type)
                .setSessionId(session)
                .setReceivedNs(at)
                .setOwner("gateway")
                .setChannel("phone")
                .setLeaseUntilNs(at + 30);
    }

    private static DeviceEvent.Builder report(String session, long at, String type, String report) {
        return event(Type.TYPE_REPORTED, session, at).setReportType(type).setReport(report);
    }
}
