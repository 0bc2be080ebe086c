package dev.millrace.topology.video;

import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Stamp;

/** Reads and writes placements as messages. */
final class Streams {

    private Streams() {}

    static Placement read(VideoStream stream) {
        return new Placement(
                stream.getPartition(),
                stream.getOwner(),
                stream.getSessionId(),
                stream.getSessionEpoch(),
                stream.getOpen(),
                stream.getInquiryId(),
                stream.getDescriptionMap());
    }

    static VideoStream write(Stamp stamp, Placement placement) {
        return stamp.session(placement.session(), placement.epoch(), 0)
                .on(VideoStream.newBuilder())
                .setPartition(placement.partition())
                .setOwner(placement.owner())
                .setOpen(placement.isOpen())
                .setInquiryId(placement.inquiry())
                .putAllDescription(placement.description())
                .build();
    }

    static Placement.Opening opening(VideoEvent event) {
        return new Placement.Opening(
                event.getOwner(), event.getSessionId(), event.getInquiryId(), event.getDescriptionMap());
    }
}
