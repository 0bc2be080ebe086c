package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.video.VideoPacket;
import dev.millrace.part.Health;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrokerRestartTest {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void shouldGoOnWhereItWasWhenTheBrokerComesBack() {
        // Given
        var cluster = KAFKA.cluster();
        var packets = cluster.topics().videoPackets();
        var meters = new SimpleMeterRegistry();
        List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        try (var intake =
                        Intake.exact(cluster, RealKafka.serdes(cluster), IntakeLimits.EXACT, meters, Stamping.UNTOLD);
                var reader = LiveReader.open(
                        LiveReader.Lane.FAST,
                        cluster,
                        RealKafka.serdes(cluster),
                        TailLimits.DEFAULT,
                        meters,
                        refused -> {})) {
            intake.prepare(List.of(packets));
            reader.subscribe(
                    Watch.placed(packets, 0, "s", Start.cursor(0)),
                    live -> seen.add(live.value().getSequence()));
            for (var i = 0; i < 10; i++) intake.send(packets, 0, "s", packet(i)).join();
            await().until(() -> seen.size() == 10);

            // When
            KAFKA.stopBroker();
            await().until(() -> !reader.health().equals(Health.ready()));
            KAFKA.startBroker();
            intake.prepare(List.of(packets));
            for (var i = 10; i < 20; i++)
                intake.send(packets, 0, "s", packet(i)).join();

            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() >= 20);
            assertThat(seen).isEqualTo(LongStream.range(0, 20).boxed().toList());
        }
    }

    private static VideoPacket packet(long number) {
        return VideoPacket.newBuilder().setSequence(number).build();
    }
}
