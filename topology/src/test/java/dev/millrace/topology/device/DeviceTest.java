package dev.millrace.topology.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topology.device.Device.Connection;
import dev.millrace.topology.device.Device.Report;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DeviceTest {

    private static final long LEASE = 30;

    /** Something that happens to session {@code session} of gateway {@code owner} at time {@code at}. */
    record Happening(String kind, int session, int owner, long at) {}

    @Property
    void shouldHaveNoConnectionWhoseLeaseIsOverNorTheSameOneTwice(@ForAll("happenings") List<Happening> happenings) {
        // Given
        var device = Device.UNKNOWN;

        for (var happening : happenings) {
            // When
            device = after(device, happening);

            // Then
            assertThat(device.connections()).allMatch(connection -> connection.leaseUntilNs() > happening.at);
            assertThat(device.connections()).extracting(Connection::session).doesNotHaveDuplicates();
        }
    }

    @Property
    void shouldStandWhereItsLastRenewalIsYoungerThanItsLease(@ForAll("happenings") List<Happening> happenings) {
        // Given
        var device = Device.UNKNOWN;
        for (var happening : happenings) device = after(device, happening);
        var last = happenings.isEmpty() ? 0 : happenings.get(happenings.size() - 1).at;

        // When
        device = after(device, new Happening("renewed", 1, 1, last));

        // Then
        assertThat(device.connections()).extracting(Connection::session).contains("1");
    }

    @Test
    void shouldLetANewerSessionByTheSameDoorTakeThePlaceOfOneThatNobodyClosed() {
        // Given
        var device = Device.UNKNOWN
                .connected(connection("dead", "g", "phone", 0), Map.of())
                .connected(connection("video", "g", "video", 1), Map.of())
                .connected(connection("elsewhere", "h", "phone", 2), Map.of());

        // When
        var after = device.connected(connection("new", "g", "phone", 3), Map.of("groups", "a"));

        // Then
        assertThat(after.connections()).extracting(Connection::session).containsExactly("video", "elsewhere", "new");
        assertThat(after.description()).isEqualTo(Map.of("groups", "a"));
    }

    @Test
    void shouldKeepTheBeginningOfAConnectionThatIsRenewed() {
        // Given
        var device = Device.UNKNOWN.connected(connection("s", "g", "phone", 5), Map.of());

        // When
        var after = device.renewed(new Connection("s", "g", "phone", 15, 15 + LEASE, "p", List.of("jpeg")));

        // Then
        assertThat(after.connections())
                .containsExactly(new Connection("s", "g", "phone", 5, 15 + LEASE, "p", List.of("jpeg")));
    }

    @Test
    void shouldForgetTheOldestReportsWhenThereAreTooManyOrTooLongOnes() {
        // Given
        var device = Device.UNKNOWN;
        for (var i = 0; i < 40; i++) device = device.reported("type" + i, new Report("short", i));

        // When
        var after = device;
        for (var i = 0; i < 7; i++) after = after.reported("long" + i, new Report("x".repeat(1000), 100 + i));

        // Then
        assertThat(device.reports()).hasSize(32).containsKey("type8").doesNotContainKey("type7");
        assertThat(after.reports()).containsOnlyKeys("long1", "long2", "long3", "long4", "long5", "long6");
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(
                        Arbitraries.of("connected", "renewed", "disconnected", "reported"),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 20))
                .as(Happening::new)
                .list()
                .ofMaxSize(60)
                .map(DeviceTest::inTime);
    }

    private static List<Happening> inTime(List<Happening> apart) {
        var now = new long[1];
        return apart.stream()
                .map(each -> new Happening(each.kind, each.session, each.owner, now[0] += each.at))
                .toList();
    }

    private static Device after(Device before, Happening happening) {
        var connection = connection("" + happening.session, "g" + happening.owner, "phone", happening.at);
        var after = switch (happening.kind) {
            case "connected" -> before.connected(connection, Map.of());
            case "renewed" -> before.renewed(connection);
            case "disconnected" -> before.disconnected(connection.session());
            default -> before.reported("log", new Report("{}", happening.at));
        };
        return after.seenAt(happening.at);
    }

    private static Connection connection(String session, String owner, String channel, long at) {
        return new Connection(session, owner, channel, at, at + LEASE, "p", List.of());
    }
}
