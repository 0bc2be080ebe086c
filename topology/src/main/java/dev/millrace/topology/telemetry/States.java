package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.message.telemetry.TelemetryState.Prediction;
import dev.millrace.topic.Stamp;

/** Reads and writes vehicles as messages. */
final class States {

    private States() {}

    static Vehicle read(TelemetryState state) {
        return new Vehicle(
                predictor(state.getSpeed()),
                predictor(state.getBattery()),
                predictor(state.getPower()),
                predictor(state.getHeading()),
                new CompressionCounters(state.getTotalFields(), state.getTransmittedFields()),
                state.getRecords(),
                state.getTimestampMs());
    }

    static TelemetryState write(Stamp stamp, Vehicle vehicle) {
        return stamp.on(TelemetryState.newBuilder())
                .setTimestampMs(vehicle.timestampMs())
                .setRecords(vehicle.packets())
                .setTotalFields(vehicle.counters().total())
                .setTransmittedFields(vehicle.counters().transmitted())
                .setSpeed(prediction(vehicle.speed()))
                .setBattery(prediction(vehicle.battery()))
                .setPower(prediction(vehicle.power()))
                .setHeading(prediction(vehicle.heading()))
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
