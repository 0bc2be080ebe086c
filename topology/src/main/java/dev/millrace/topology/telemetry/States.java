package dev.millrace.topology.telemetry;

import com.google.protobuf.ByteString;
import dev.millrace.edge.EdgeState;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.message.telemetry.TelemetryState.Prediction;
import dev.millrace.topic.Stamp;

/** Reads and writes vehicles as messages. */
final class States {

    private States() {}

    static Vehicle read(TelemetryState state) {
        return new Vehicle(
                new Predictors(
                        predictor(state.getSpeed()),
                        predictor(state.getBattery()),
                        predictor(state.getPower()),
                        predictor(state.getHeading())),
                new CompressionCounters(
                        state.getTotalFields(),
                        state.getTransmittedFields(),
                        state.getPacketBytes(),
                        state.getFullBytes()),
                state.getRecords(),
                state.getTimestampMs(),
                state.getClosedLoop().isEmpty()
                        ? EdgeState.NEW
                        : EdgeState.of(state.getClosedLoop().toByteArray()),
                state.getDuplicates(),
                state.getClearedOffset());
    }

    static TelemetryState write(Stamp stamp, Vehicle vehicle) {
        var predictors = vehicle.predictors();
        return stamp.on(TelemetryState.newBuilder())
                .setTimestampMs(vehicle.timestampMs())
                .setRecords(vehicle.packets())
                .setTotalFields(vehicle.counters().total())
                .setTransmittedFields(vehicle.counters().transmitted())
                .setPacketBytes(vehicle.counters().packetBytes())
                .setFullBytes(vehicle.counters().fullBytes())
                .setSpeed(prediction(predictors.speed()))
                .setBattery(prediction(predictors.battery()))
                .setPower(prediction(predictors.power()))
                .setHeading(prediction(predictors.heading()))
                .setClosedLoop(ByteString.copyFrom(vehicle.edge().toBytes()))
                .setEdgeEpoch(vehicle.edge().epoch())
                .setEdgeSequence(vehicle.edge().sequence())
                .setDegraded(vehicle.edge().isDegraded())
                .setKeyframeWanted(vehicle.edge().isDegraded())
                .setDuplicates(vehicle.duplicates())
                .setClearedOffset(vehicle.clearedOffset())
                .build();
    }

    private static Predictor predictor(Prediction prediction) {
        return new Predictor(prediction.getValue(), prediction.getSeen());
    }

    private static Prediction prediction(Predictor predictor) {
        return Prediction.newBuilder()
                .setValue(predictor.value())
                .setSeen(predictor.isSeen())
                .build();
    }
}
