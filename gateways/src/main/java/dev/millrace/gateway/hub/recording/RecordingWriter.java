package dev.millrace.gateway.hub.recording;

import java.io.IOException;

/** Writes the pictures of one recording in some form. For one thread at a time. */
interface RecordingWriter {

    void write(Sample sample) throws IOException;

    /** What was held back. */
    void finish() throws IOException;
}
