package dev.millrace.recording.device;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a camera was, as a SLAM service says it.
 *
 * @param timeNs epoch nanoseconds
 * @param body the service's message from before its time stamp's digits to behind them
 */
public record CameraPose(long timeNs, Body body) implements DeviceMessage {

    /** A JSON object in two halves, between which the digits of {@code timestamp_ns} stand. */
    record Body(String before, String after) {}

    /** @param pose camera to world, 4 × 4, row by row, metres */
    static CameraPose of(long timeNs, double[] pose) {
        String rows = IntStream.range(0, 4)
                .mapToObj(row -> Arrays.stream(pose, 4 * row, 4 * row + 4)
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
        return new CameraPose(timeNs, new Body("{\"timestamp_ns\": ", ", \"pose\": " + rows + "}"));
    }

    @Override
    public String text(long shiftNs) {
        return "{\"type\":\"trajectory\",\"trajectory\":" + body.before + (timeNs + shiftNs) + body.after + "}";
    }
}
