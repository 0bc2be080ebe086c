package dev.millrace.gpu.camera;

import dev.millrace.media.AnnexB;
import dev.millrace.media.Demuxer;
import dev.millrace.media.Nal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The pictures of a recording one after the other, in the order of decoding. For one thread at a time. */
final class Reel implements AutoCloseable {

    private static final byte[] NONE = new byte[0];

    private final List<Contents> parts;
    private int part;
    private long first;
    private int next;
    private Demuxer demuxer;

    /**
     * @param first number of the part's first picture in the whole recording
     * @param frame number, in the part and in the order of showing, of the picture that is wanted
     */
    Reel(List<Contents> parts, int part, long first, int frame) throws IOException {
        this.parts = parts;
        this.part = part;
        this.first = first;
        this.demuxer = Demuxer.open(parts.get(part).file());
        var keyframe = parts.get(part).keyframeFor(frame);
        while (next < keyframe && demuxer.next().isPresent()) next++;
    }

    /** Empty at the end. */
    Optional<CodedPicture> next() throws IOException {
        var unit = demuxer.next();
        while (unit.isEmpty() || next >= parts.get(part).pictures()) {
            if (part + 1 == parts.size()) return Optional.empty();
            first += parts.get(part).pictures();
            part++;
            next = 0;
            demuxer.close();
            demuxer = Demuxer.open(parts.get(part).file());
            unit = demuxer.next();
        }
        return Optional.of(picture(unit.get(), next++));
    }

    private CodedPicture picture(Demuxer.AccessUnit unit, int at) {
        var contents = parts.get(part);
        var isKeyframe = contents.keyframes().get(at);
        var sets = new ByteArrayOutputStream();
        var data = new ByteArrayOutputStream(unit.annexB().length);
        for (var nal : AnnexB.split(unit.annexB())) {
            var isSet = nal.type() == Nal.SPS || nal.type() == Nal.PPS;
            (isSet ? sets : data).writeBytes(nal.bytes());
        }
        var configuration = sets.size() > 0 ? sets.toByteArray() : demuxer.configuration();
        return new CodedPicture(
                data.toByteArray(),
                isKeyframe ? configuration : NONE,
                isKeyframe,
                first + contents.shown()[at],
                first + at,
                part);
    }

    @Override
    public void close() {
        demuxer.close();
    }
}
