package dev.millrace.gateway.hub;

import dev.millrace.gateway.hub.control.ControlSettings;
import dev.millrace.gateway.hub.picture.PictureSettings;
import dev.millrace.gateway.hub.recording.RecordingSettings;
import dev.millrace.gateway.hub.upload.UploadSettings;
import dev.millrace.gateway.hub.video.VideoSettings;
import dev.millrace.gateway.hub.world.WorldSettings;
import java.time.Duration;

/** The section {@code hub} of {@code gateway.yaml}, where each key is explained. */
record HubSettings(
        Devices devices,
        VideoSettings video,
        UploadSettings uploads,
        ControlSettings control,
        PictureSettings pictures,
        RecordingSettings recordings,
        WorldSettings world) {

    /**
     * @param lease how long a device is taken to be there without a sign of its gateway
     * @param renewal how often a gateway gives such a sign
     */
    record Devices(Duration lease, Duration renewal) {
        Devices {
            if (renewal.toMillis() < 100)
                throw new IllegalArgumentException("renewal must be at least 100ms: " + renewal);
            if (lease.compareTo(renewal.multipliedBy(2)) < 0)
                throw new IllegalArgumentException("lease must be at least twice as long as renewal: " + lease);
        }
    }
}
