package dev.millrace.gateway.amqp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.message.trajectory.TrajectoryPose;
import java.util.ArrayList;
import java.util.List;

/** Reads poses: any JSON object, kept as it came, and its matrix where it has one. */
final class TrajectoryReader implements Reader<TrajectoryPose> {

    private static final int SIDE = 4;

    private final String stream;

    TrajectoryReader(String stream) {
        this.stream = stream;
    }

    @Override
    public Arrived<TrajectoryPose> read(Incoming message) {
        var text = message.text();
        if (text.isEmpty()) return Arrived.refused("not-text", "a pose is not UTF-8");
        var json = JsonBody.object(text.get());
        if (json.isEmpty()) return Arrived.refused("not-json", "a pose is no JSON object");
        var taken = JsonBody.whole(json.get().path("timestamp_ns"));
        var stamp = taken.isPresent() ? message.stamp(DeviceTime.inUnit(taken.getAsLong(), 1)) : message.stamp();
        return new Arrived.Taken<>(
                stream,
                stamp.on(TrajectoryPose.newBuilder())
                        .setBody(text.get())
                        .addAllPose(pose(json.get()))
                        .setOrigin(message.exchange())
                        .setMessageId(message.messageId())
                        .build());
    }

    @Override
    public byte[] content(TrajectoryPose pose) {
        return pose.getBodyBytes().toByteArray();
    }

    private static List<Double> pose(ObjectNode json) {
        var matrix = json.path("pose").isMissingNode() ? json.path("pose_matrix") : json.path("pose");
        return cells(matrix.isObject() ? matrix.path("pose") : matrix);
    }

    private static List<Double> cells(JsonNode matrix) {
        var cells = new ArrayList<Double>(SIDE * SIDE);
        if (matrix.size() != SIDE) return List.of();
        for (var row : matrix) {
            if (!row.isArray() || row.size() != SIDE) return List.of();
            for (var cell : row) {
                if (!cell.isNumber()) return List.of();
                cells.add(cell.doubleValue());
            }
        }
        return cells;
    }
}
