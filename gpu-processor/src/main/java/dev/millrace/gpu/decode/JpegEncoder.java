package dev.millrace.gpu.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/**
 * Makes JPEG of pictures, as large as they are or smaller. Keeps what it needs for the last size and quality, since the
 * next picture of a stream is mostly alike. For one thread at a time.
 */
final class JpegEncoder implements AutoCloseable {

    private final AVPacket packet = av_packet_alloc();
    private @Nullable SwsContext scaler;
    private @Nullable AVCodecContext context;
    private @Nullable AVFrame scaled;
    private JpegForm form = new JpegForm(0, 0, 0);

    byte[] encode(AVFrame picture, JpegForm wanted) {
        if (!wanted.equals(form) || context == null || scaled == null) open(wanted);
        var target = java.util.Objects.requireNonNull(scaled);
        var encoder = java.util.Objects.requireNonNull(context);
        scale(picture, target);
        target.quality(encoder.global_quality());
        Ffmpeg.required(avcodec_send_frame(encoder, target), "a picture cannot be encoded");
        Ffmpeg.required(avcodec_receive_packet(encoder, packet), "a picture was not encoded");
        var jpeg = new byte[packet.size()];
        packet.data().get(jpeg);
        av_packet_unref(packet);
        return jpeg;
    }

    private void scale(AVFrame from, AVFrame to) {
        scaler = sws_getCachedContext(
                scaler,
                from.width(),
                from.height(),
                from.format(),
                to.width(),
                to.height(),
                to.format(),
                SWS_BILINEAR,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        if (scaler == null)
            throw new IllegalStateException("pictures of format " + from.format() + " cannot be scaled");
        Ffmpeg.required(av_frame_make_writable(to), "no memory for a picture");
        Ffmpeg.required(
                sws_scale(scaler, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize()),
                "a picture cannot be scaled");
    }

    private void open(JpegForm wanted) {
        release();
        form = wanted;
        var codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        if (codec == null) throw new IllegalStateException("this build of FFmpeg cannot encode JPEG");
        var opened = avcodec_alloc_context3(codec);
        context = opened;
        opened.width(wanted.width());
        opened.height(wanted.height());
        opened.pix_fmt(AV_PIX_FMT_YUVJ420P);
        opened.color_range(AVCOL_RANGE_JPEG);
        opened.time_base(av_make_q(1, 1000));
        opened.thread_count(1);
        opened.flags(opened.flags() | AV_CODEC_FLAG_QSCALE);
        opened.qmin(1);
        opened.global_quality((int) Math.round(wanted.quantiser() * FF_QP2LAMBDA));
        // Tables made for each picture would save some percent of its bytes, for half as much time again.
        av_opt_set(opened.priv_data(), "huffman", "default", 0);
        Ffmpeg.required(avcodec_open2(opened, codec, (AVDictionary) null), "JPEG cannot be encoded");
        var target = av_frame_alloc();
        scaled = target;
        target.format(AV_PIX_FMT_YUVJ420P);
        target.color_range(AVCOL_RANGE_JPEG);
        target.width(wanted.width());
        target.height(wanted.height());
        Ffmpeg.required(av_frame_get_buffer(target, 0), "no memory for a picture");
    }

    private void release() {
        if (context != null) avcodec_free_context(context);
        if (scaled != null) av_frame_free(scaled);
        context = null;
        scaled = null;
    }

    @Override
    public void close() {
        release();
        if (scaler != null) sws_freeContext(scaler);
        scaler = null;
        av_packet_free(packet);
    }
}
