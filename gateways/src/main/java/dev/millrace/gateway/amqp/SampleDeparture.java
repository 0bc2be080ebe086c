package dev.millrace.gateway.amqp;

import dev.millrace.message.imu.ImuBatch;
import java.util.List;

/** Inertial samples, one message each; none of those that came from an exchange, whose readers have them already. */
final class SampleDeparture implements Departure<ImuBatch> {

    private final String foreignDevice;

    /** @param foreignDevice the device that samples from the exchange are kept under */
    SampleDeparture(String foreignDevice) {
        this.foreignDevice = foreignDevice;
    }

    @Override
    public List<Outgoing> of(String key, ImuBatch batch) {
        if (key.equals(foreignDevice)) return List.of();
        return batch.getSamplesList().stream()
                .map(sample -> Outgoing.json(SampleJson.write(sample)))
                .toList();
    }
}
