package dev.millrace.gateway.hub;

import dev.millrace.gateway.hub.picture.PictureSettings;
import dev.millrace.gateway.hub.recording.RecordingSettings;

/** The section {@code hub} of {@code gateway.yaml}, where each key is explained. */
record HubSettings(PictureSettings pictures, RecordingSettings recordings) {}
