package dev.millrace.gateway.amqp;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.message.pointcloud.PointcloudUpdate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads point clouds and meshes: a file's name, and its bytes in base64. */
final class CloudReader implements Reader<PointcloudUpdate> {

    private static final String UNNAMED = "output.ply";
    private static final int LONGEST_NAME = 1024;

    private final String stream;

    CloudReader(String stream) {
        this.stream = stream;
    }

    @Override
    public Arrived<PointcloudUpdate> read(Incoming message) {
        var json = message.text().flatMap(JsonBody::object);
        if (json.isEmpty()) return Arrived.refused("not-json", "a point cloud is no JSON object");
        var name = json.get().path("ply_filename").asText(UNNAMED);
        if (name.length() > LONGEST_NAME) return Arrived.refused("long-name", "a point cloud's name is too long");
        var data = json.get().path("ply_data_b64");
        if (!data.isTextual()) return Arrived.refused("no-data", "a point cloud has no ply_data_b64");
        byte[] ply;
        try {
            // As Python does, which skips what is not of the alphabet.
            ply = Base64.getMimeDecoder().decode(data.textValue());
        } catch (IllegalArgumentException e) {
            return Arrived.refused("not-base64", "ply_data_b64 is not base64: " + e.getMessage());
        }
        return new Arrived.Taken<>(
                stream,
                message.stamp()
                        .on(PointcloudUpdate.newBuilder())
                        .setFileName(name)
                        .setPly(UnsafeByteOperations.unsafeWrap(ply))
                        .setOrigin(message.exchange())
                        .setMessageId(message.messageId())
                        .build());
    }

    @Override
    public byte[] content(PointcloudUpdate cloud) {
        var name = cloud.getFileName().getBytes(StandardCharsets.UTF_8);
        var content = ByteBuffer.allocate(name.length + 1 + cloud.getPly().size());
        content.put(name).put((byte) 0);
        cloud.getPly().copyTo(content);
        return content.array();
    }
}
