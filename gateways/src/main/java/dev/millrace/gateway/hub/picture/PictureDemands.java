package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.Platform;
import dev.millrace.message.video.VideoDemand;
import dev.millrace.topic.Key;
import dev.millrace.topic.Stamp;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Demands pictures in this gateway's name. A demand that Kafka does not take is made again with its next renewal. */
record PictureDemands(Platform platform, Duration lease) {

    void renew(String stream, Wish wish) {
        send(stream, wish, lease);
    }

    void end(String stream) {
        send(stream, new Wish(0, 0, 0), Duration.ZERO);
    }

    private void send(String stream, Wish wish, Duration holds) {
        var now = platform.clock().get();
        var nowNs = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        var demand = Stamp.received(nowNs)
                .on(VideoDemand.newBuilder())
                .setStream(stream)
                .setForm(VideoDemand.Form.FORM_JPEG)
                .setOwner(platform.instance())
                .setExpiresNs(nowNs + holds.toNanos())
                .setFramesPerSecond(wish.perSecond())
                .setLongestSide(wish.longestSide())
                .setQuality(wish.quality())
                .build();
        var owner = Key.of(platform.instance()).orElse("gateway");
        platform.fast().send(platform.topics().videoDemands(), Key.join(stream, owner), demand);
    }
}
