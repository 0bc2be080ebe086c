package dev.millrace.recording.video;

import static dev.millrace.media.Ffmpeg.checked;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.millrace.media.Ffmpeg;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.OutputStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Encodes pictures as a live camera would: H.264 Constrained Baseline, a keyframe with its parameter sets every second, no
 * picture held back, one slice a picture. It is OpenH264 inside FFmpeg. Not for use by several threads.
 */
public final class H264Encoder implements AutoCloseable {

    private static final String NAME = "libopenh264";

    private final Format format;
    private final AVCodecContext context;
    private final SwsContext converter;
    private final IntPointer pixels;
    private final PointerPointer<IntPointer> planes;
    private final IntPointer strides;
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private long pictures;

    /**
     * What to encode.
     *
     * @param rate pictures per second
     * @param bits per second
     */
    public record Format(int width, int height, int rate, int bits) {
        public Format {
            if (width < 16 || width > 3_840 || height < 16 || height > 2_160 || width % 2 != 0 || height % 2 != 0) {
                throw new IllegalArgumentException(
                        "width and height must be even, 16x16 to 3840x2160: " + width + "x" + height);
            }
            if (rate < 1 || rate > 120 || bits < 10_000 || bits > 100_000_000) {
                throw new IllegalArgumentException("rate must be 1 to 120 and bits 10000 to 100000000 a second");
            }
        }
    }

    private H264Encoder(Format format, AVCodecContext context) {
        this.format = format;
        this.context = context;
        this.converter = sws_getContext(
                format.width(),
                format.height(),
                AV_PIX_FMT_BGR0,
                format.width(),
                format.height(),
                AV_PIX_FMT_YUV420P,
                SWS_FAST_BILINEAR,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        this.pixels = new IntPointer((long) format.width() * format.height());
        this.planes = new PointerPointer<>(pixels, null, null, null);
        this.strides = new IntPointer(new int[] {format.width() * 4, 0, 0, 0});
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(format.width());
        frame.height(format.height());
    }

    public static H264Encoder open(Format format) throws IOException {
        Ffmpeg.load();
        AVCodec codec = avcodec_find_encoder_by_name(NAME);
        if (codec == null) {
            throw new IOException("this build of FFmpeg has no " + NAME);
        }
        var encoder = new H264Encoder(format, avcodec_alloc_context3(codec));
        try {
            encoder.configure(codec);
            return encoder;
        } catch (IOException e) {
            encoder.close();
            throw e;
        }
    }

    private void configure(AVCodec codec) throws IOException {
        context.width(format.width());
        context.height(format.height());
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.time_base(av_make_q(1, format.rate()));
        context.framerate(av_make_q(format.rate(), 1));
        context.gop_size(format.rate());
        context.max_b_frames(0);
        context.bit_rate(format.bits());
        context.rc_max_rate(format.bits() * 2L);
        context.thread_count(1);
        av_opt_set(context.priv_data(), "profile", "constrained_baseline", 0);
        av_opt_set(context.priv_data(), "rc_mode", "bitrate", 0);
        av_opt_set_int(context.priv_data(), "allow_skip_frames", 0, 0);
        checked(avcodec_open2(context, codec, (AVDictionary) null), NAME + " cannot encode " + format);
        checked(av_frame_get_buffer(frame, 0), "no memory for a picture");
    }

    /** Encodes the next picture, of the format's size and {@link BufferedImage#TYPE_INT_RGB}, to a byte stream. */
    public void encode(BufferedImage picture, OutputStream out) throws IOException {
        if (picture.getWidth() != format.width()
                || picture.getHeight() != format.height()
                || !(picture.getRaster().getDataBuffer() instanceof DataBufferInt buffer)) {
            throw new IllegalArgumentException("the picture must be of the format's size and of type INT_RGB");
        }
        pixels.put(buffer.getData());
        checked(av_frame_make_writable(frame), "no memory for a picture");
        checked(
                sws_scale(converter, planes, strides, 0, format.height(), frame.data(), frame.linesize()),
                "the picture cannot be converted");
        frame.pts(pictures++);
        checked(avcodec_send_frame(context, frame), "the picture cannot be encoded");
        drain(out);
    }

    /** Writes what was held back, if anything was. */
    public void finish(OutputStream out) throws IOException {
        checked(avcodec_send_frame(context, null), "the last picture cannot be encoded");
        drain(out);
    }

    private void drain(OutputStream out) throws IOException {
        while (avcodec_receive_packet(context, packet) >= 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            out.write(bytes);
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(context);
        sws_freeContext(converter);
        planes.close();
        strides.close();
        pixels.close();
    }
}
