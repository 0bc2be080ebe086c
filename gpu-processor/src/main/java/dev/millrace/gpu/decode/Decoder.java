package dev.millrace.gpu.decode;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_version;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes the H.264 of one stream in software, on the thread that calls it, without waiting for more than the stream's own
 * order of pictures demands. For one thread at a time.
 */
final class Decoder implements AutoCloseable {

    private static final Description DESCRIPTION = describe();

    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();

    /** @param maxPixels a stream of larger pictures is refused, whatever it claims to be */
    Decoder(long maxPixels) {
        Ffmpeg.load();
        var codec = codec();
        context = avcodec_alloc_context3(codec);
        context.thread_count(1);
        context.max_pixels(maxPixels);
        Ffmpeg.required(avcodec_open2(context, codec, (AVDictionary) null), "the decoder cannot be opened");
    }

    /** What decodes, for people. */
    static Description describe() {
        var codec = codec();
        var version = avcodec_version();
        return new Description(
                codec.name().getString(),
                codec.long_name().getString(),
                "software",
                "libavcodec " + (version >> 16) + "." + (version >> 8 & 255) + "." + (version & 255));
    }

    Description description() {
        return DESCRIPTION;
    }

    record Description(String name, String longName, String provider, String library) {
        /** As frames carry it. */
        String text() {
            return name + " (" + provider + ")";
        }
    }

    private static AVCodec codec() {
        var codec = avcodec_find_decoder(AV_CODEC_ID_H264);
        if (codec == null) throw new IllegalStateException("this build of FFmpeg cannot decode H.264");
        return codec;
    }

    /**
     * Takes the next picture, all its slices. {@link #receive} is to be called until it gives nothing before another is sent.
     *
     * @param mark found again in the picture
     */
    void send(byte[] data, long mark) throws BadPacket {
        Ffmpeg.required(av_new_packet(packet, data.length), "no memory for a packet");
        try {
            packet.data().put(data);
            packet.pts(mark);
            var result = avcodec_send_packet(context, packet);
            if (result < 0 && !Ffmpeg.isAgain(result)) throw new BadPacket(Ffmpeg.message(result));
        } finally {
            av_packet_unref(packet);
        }
    }

    /** The next picture that is complete; valid until the next call. */
    Optional<Picture> receive() throws BadPacket {
        var result = avcodec_receive_frame(context, frame);
        if (Ffmpeg.isAgain(result) || Ffmpeg.isEnd(result)) return Optional.empty();
        if (result < 0) throw new BadPacket(Ffmpeg.message(result));
        var isDamaged = frame.decode_error_flags() != 0 || (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0;
        return Optional.of(new Picture(frame, frame.pts(), isDamaged));
    }

    /** No packet follows: {@link #receive} then gives what was held back, and {@link #flush} begins anew. */
    void finish() throws BadPacket {
        var result = avcodec_send_packet(context, null);
        if (result < 0 && !Ffmpeg.isEnd(result)) throw new BadPacket(Ffmpeg.message(result));
    }

    /** Forgets all pictures; what comes next must be a keyframe. */
    void flush() {
        avcodec_flush_buffers(context);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
