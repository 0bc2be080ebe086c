package dev.millrace.gateway.hub.recording;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a recording as a byte stream: each keyframe behind its parameter sets. */
record AnnexBWriter(OutputStream out) implements RecordingWriter {

    @Override
    public void write(Sample sample) throws IOException {
        sample.configuration().writeTo(out);
        sample.data().writeTo(out);
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }
}
