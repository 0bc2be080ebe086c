package dev.millrace.gateway.hub;

import dev.millrace.gateway.hub.picture.PictureSettings;

/** The section {@code hub} of {@code gateway.yaml}, where each key is explained. */
record HubSettings(PictureSettings pictures) {}
