package dev.millrace.gpu.decode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.millrace.message.video.VideoPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture that outlives its decoder's next one. For one thread at a time. */
final class LookedPicture implements Looker.Looked {

    private final String stream;
    private final AVFrame frame;
    private final VideoPacket head;
    private final Looker.Place place;
    private final Stills stills;
    private final String decoder;

    /** @param frame whose memory is shared, not copied */
    LookedPicture(String stream, AVFrame frame, VideoPacket head, Looker.Place place, Stills stills, String decoder) {
        this.stream = stream;
        this.frame = av_frame_clone(frame);
        this.head = head;
        this.place = place;
        this.stills = stills;
        this.decoder = decoder;
    }

    @Override
    public String stream() {
        return stream;
    }

    @Override
    public AVFrame frame() {
        return frame;
    }

    @Override
    public VideoPacket head() {
        return head;
    }

    @Override
    public Looker.Place place() {
        return place;
    }

    @Override
    public void show() {
        stills.show(frame, head, place, false, decoder);
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
