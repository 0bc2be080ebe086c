package dev.millrace.gateway.amqp;

import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.gateway.clock.TickPace;
import dev.millrace.gateway.hub.imu.ImuText;
import dev.millrace.message.imu.ImuBatch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads inertial samples that others than the bridge sent, as those of devices are read: the stamp token for token, its
 * unit recognised by its size or by the pace at which they come. Each that hears them needs one of its own.
 */
final class SampleReader implements Reader<ImuBatch> {

    private final String device;
    private final TickPace pace = new TickPace();
    private @Nullable DeviceTime newest;

    SampleReader(String device) {
        this.device = device;
    }

    @Override
    public synchronized Arrived<ImuBatch> read(Incoming message) {
        var text = message.text();
        if (text.isEmpty()) return Arrived.refused("not-text", "a sample is not UTF-8");
        var read = ImuText.read(text.get());
        if (read instanceof ImuText.Sample sample) return read(sample, message);
        var reason = read instanceof ImuText.Rejected rejected ? rejected.reason() : "";
        return Arrived.refused(reason, "no inertial sample: " + reason);
    }

    private Arrived<ImuBatch> read(ImuText.Sample sample, Incoming message) {
        pace.heard(sample.stamp().doubleValue(), message.receivedNs());
        var recognised = DeviceTime.of(sample.stamp(), message.receivedNs(), pace.tickNs());
        if (recognised.isEmpty()) return Arrived.refused("bad-timestamp", "a sample's timestamp is no time");
        var time = recognised.get();
        if (newest == null || !newest.clock().equals(time.clock()) || newest.ns() < time.ns()) newest = time;
        var batch = message.stamp(time).on(ImuBatch.newBuilder()).addSamples(sample.at(time));
        return new Arrived.Taken<>(device, batch.build());
    }

    @Override
    public byte[] content(ImuBatch batch) {
        return batch.getSamplesCount() == 0 ? new byte[0] : SampleJson.write(batch.getSamples(0));
    }

    /** Nothing older than the newest sample is to be waited for. */
    @Override
    public synchronized Optional<Arrived.Taken<ImuBatch>> whenQuiet(Incoming last) {
        return Optional.ofNullable(newest)
                .map(time -> last.stamp(time)
                        .on(ImuBatch.newBuilder())
                        .setIdleUpToNs(time.ns())
                        .build())
                .map(batch -> new Arrived.Taken<>(device, batch));
    }

    @Override
    public boolean isSaid(ImuBatch batch) {
        return batch.getSamplesCount() > 0;
    }

    /** What a stamp counts may be found between one reading of a message and the next. */
    @Override
    public ImuBatch lasting(ImuBatch batch) {
        var lasting = batch.toBuilder();
        lasting.getSamplesBuilderList().forEach(ImuBatch.Sample.Builder::clearDeviceNs);
        return lasting.build();
    }
}
