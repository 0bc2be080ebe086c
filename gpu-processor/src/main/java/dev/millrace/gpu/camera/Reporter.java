package dev.millrace.gpu.camera;

import com.google.protobuf.Message;
import dev.millrace.message.tracking.TrackingCommand;
import dev.millrace.message.tracking.TrackingCommand.Report;
import dev.millrace.message.video.VideoEvent;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topics;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of the cameras that are read: how far each is, and whose its stream is. Thread-safe. */
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private final KafkaProducer<String, Message> producer;
    private final Topics topics;
    private final String worker;

    Reporter(KafkaProducer<String, Message> producer, Topics topics, String worker) {
        this.producer = producer;
        this.topics = topics;
        this.worker = worker;
    }

    /** How far a reader is; one that has not begun to read is where the one before it was. */
    void report(Assignment camera, Report.Builder report) {
        report.setCamera(camera.camera().getName()).setEra(camera.era());
        if (report.getFrames() == 0) report.setFrame(camera.frame());
        var command = Stamp.received(nowNs()).on(TrackingCommand.newBuilder()).setReport(report);
        send(topics.trackingCommands().name(), camera.task(), command.build());
    }

    void opened(Assignment camera, String session) {
        var event = Stamp.received(nowNs())
                .session(session, 0, 0)
                .on(VideoEvent.newBuilder())
                .setType(VideoEvent.Type.TYPE_OPENED)
                .setOwner(worker)
                .putDescription("task", camera.task())
                .putDescription("camera", camera.camera().getName());
        send(topics.videoEvents().name(), camera.stream(), event.build());
    }

    void closed(String stream, PacketWriter.Place place) {
        var event = Stamp.received(nowNs())
                .session(place.session(), place.epoch(), 0)
                .on(VideoEvent.newBuilder())
                .setType(VideoEvent.Type.TYPE_CLOSED)
                .setOwner(worker);
        send(topics.videoEvents().name(), stream, event.build());
    }

    private void send(String topic, String key, Message message) {
        try {
            producer.send(new ProducerRecord<>(topic, key, message));
        } catch (KafkaException | IllegalStateException e) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("cause", e.toString())
                    .log("a camera is not reported");
        }
    }

    static long nowNs() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
