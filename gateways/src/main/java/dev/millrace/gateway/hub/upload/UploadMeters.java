package dev.millrace.gateway.hub.upload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What was uploaded. Thread-safe. */
final class UploadMeters {

    private final MeterRegistry meters;
    private final Counter files;
    private final Counter bytes;

    UploadMeters(MeterRegistry meters) {
        this.meters = meters;
        this.files = meters.counter("millrace.hub.uploads.finished");
        this.bytes = meters.counter("millrace.hub.uploads.finished.bytes");
    }

    void finished(long size) {
        files.increment();
        bytes.increment(size);
    }

    /** By HTTP; what phones send is counted among their rejected messages. */
    void refused(UploadRefused.Reason reason) {
        meters.counter("millrace.hub.uploads.refused", "reason", reason.word()).increment();
    }
}
