package dev.millrace.gpu.scene;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The pictures of a file of one video stream, as they are decoded. */
public final class VideoFile {

    private VideoFile() {}

    /** Takes a picture, which is valid until the next one. */
    public interface Viewer {
        void see(int number, AVFrame picture) throws Exception;
    }

    /** Shows each {@code step}th picture, from number 0 on. */
    public static void show(Path file, int step, Viewer viewer) throws Exception {
        av_log_set_level(AV_LOG_QUIET);
        var format = new AVFormatContext(null);
        if (avformat_open_input(format, file.toString(), (AVInputFormat) null, (AVDictionary) null) < 0)
            throw new IllegalStateException("cannot open " + file);
        avformat_find_stream_info(format, (AVDictionary) null);
        var parameters = format.streams(0).codecpar();
        var codec = avcodec_find_decoder(parameters.codec_id());
        var context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, parameters);
        context.thread_count(1);
        avcodec_open2(context, codec, (AVDictionary) null);
        var packet = av_packet_alloc();
        var frame = av_frame_alloc();
        var next = 0;
        try {
            while (av_read_frame(format, packet) >= 0) {
                if (packet.stream_index() == 0) next = decode(context, packet, frame, next, step, viewer);
                av_packet_unref(packet);
            }
            decode(context, null, frame, next, step, viewer);
        } finally {
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
            avformat_close_input(format);
        }
    }

    private static int decode(
            AVCodecContext context, AVPacket packet, AVFrame frame, int number, int step, Viewer viewer)
            throws Exception {
        var next = number;
        avcodec_send_packet(context, packet);
        while (avcodec_receive_frame(context, frame) >= 0) {
            if (next % step == 0) viewer.see(next, frame);
            next++;
        }
        return next;
    }
}
