package dev.millrace.gpu;

import com.google.protobuf.ByteString;
import dev.millrace.media.AnnexB;
import dev.millrace.media.Nal;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.recording.scene.TestPicture;
import dev.millrace.recording.video.H264Encoder;
import dev.millrace.topic.Stamp;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An elementary stream as the hub writes it to {@code video.packets}: a packet for each slice, keyframes with their sets. */
public record Clip(Path file, List<VideoPacket> packets) {

    private static final int FRAME_NS = 33_333_333;

    /** Any H.264 file. */
    static Clip of(Path file) throws IOException {
        return new Clip(file, packets(Files.readAllBytes(file)));
    }

    /** A grey square that walks over a coloured ground, a keyframe every {@code rate} pictures. */
    public static Clip modelled(Path directory, int width, int height, int rate, int pictures) throws IOException {
        var stream = new ByteArrayOutputStream();
        try (var encoder = H264Encoder.open(new H264Encoder.Format(width, height, rate, 600_000))) {
            for (var i = 0; i < pictures; i++) encoder.encode(picture(width, height, i), stream);
            encoder.finish(stream);
        }
        var file = directory.resolve("clip-" + width + "-" + rate + "-" + pictures + ".264");
        Files.write(file, stream.toByteArray());
        return of(file);
    }

    /** The mill race, as the demo shows it. */
    static Clip ofMill(Path directory) throws IOException {
        return of(TestPicture.of(7).sized(320, 180).lasting(2).in(directory, done -> {}));
    }

    /** A file of the shared recordings; empty where there are none. */
    static Optional<Path> shared(String name) {
        return Optional.ofNullable(System.getenv("MILLRACE_DATA"))
                .map(data -> Path.of(data, "h264", name))
                .filter(Files::exists);
    }

    private static BufferedImage picture(int width, int height, int number) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var drawing = picture.createGraphics();
        drawing.setColor(new Color(40, 90, 160));
        drawing.fillRect(0, 0, width, height);
        drawing.setColor(new Color(200, 200, 200));
        drawing.fillRect(number * 3 % (width - 32), height / 3, 32, 32);
        drawing.dispose();
        return picture;
    }

    long pictures() {
        return packets.stream().filter(VideoPacket::getStartsPicture).count();
    }

    /** Which picture the packet of an offset belongs to, in a partition that holds this clip alone. */
    long numberOf(long offset) {
        return packets.subList(0, (int) offset + 1).stream()
                        .filter(VideoPacket::getStartsPicture)
                        .count()
                - 1;
    }

    /** With the head that a session's packets have: numbered, and received at a steady rate from this time on. */
    List<VideoPacket> session(String id, long epoch, long fromNs) {
        var stamped = new ArrayList<VideoPacket>();
        var at = fromNs;
        for (var packet : packets) {
            if (packet.getStartsPicture()) at += FRAME_NS;
            stamped.add(Stamp.received(at)
                    .session(id, epoch, stamped.size())
                    .on(packet.toBuilder())
                    .build());
        }
        return stamped;
    }

    private static List<VideoPacket> packets(byte[] stream) {
        var packets = new ArrayList<VideoPacket>();
        var sets = ByteString.EMPTY;
        for (var nal : AnnexB.split(stream)) {
            var data = ByteString.copyFrom(nal.bytes());
            if (nal.type() == 7) sets = data;
            else if (nal.type() == 8) sets = sets.concat(data);
            if (nal.type() == 7 || nal.type() == 8) {
                packets.add(VideoPacket.newBuilder()
                        .setKind(VideoPacket.Kind.KIND_CONFIGURATION)
                        .setData(sets)
                        .setKeyframeOffset(-1)
                        .build());
            } else if (nal.type() == 1 || nal.type() == 5) {
                packets.add(slice(nal, data, sets));
            }
        }
        return packets;
    }

    private static VideoPacket slice(Nal nal, ByteString data, ByteString sets) {
        var starts = nal.bytes()[nal.header() + 1] < 0;
        var packet = VideoPacket.newBuilder()
                .setKind(VideoPacket.Kind.KIND_FRAME)
                .setData(data)
                .setStartsPicture(starts)
                .setKeyframeOffset(-1);
        if (starts && nal.type() == 5) packet.setKeyframe(true).setConfiguration(sets);
        return packet.build();
    }
}
