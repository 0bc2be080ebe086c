package dev.millrace.recording.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_close;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_parser_parse2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParserContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What a strict decoder makes of a byte stream. */
record Decoded(int pictures, int errors, int width, int height) {

    static Decoded of(byte[] stream) {
        var codec = avcodec_find_decoder(AV_CODEC_ID_H264);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.err_recognition(AV_EF_EXPLODE);
        avcodec_open2(context, codec, (AVDictionary) null);
        AVCodecParserContext parser = av_parser_init(AV_CODEC_ID_H264);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        int[] counts = {0, 0, 0, 0};
        try (var input = new BytePointer(stream.length + 64L);
                var data = new BytePointer((Pointer) null);
                var size = new IntPointer(1)) {
            input.put(stream, 0, stream.length);
            int left = stream.length;
            boolean isFlushed = false;
            while (!isFlushed) {
                isFlushed = left == 0;
                int used =
                        av_parser_parse2(parser, context, data, size, input, left, AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
                input.position(input.position() + used);
                left -= used;
                if (size.get() > 0) {
                    packet.data(data);
                    packet.size(size.get());
                    decode(context, packet, frame, counts);
                }
            }
            decode(context, null, frame, counts);
        }
        av_frame_free(frame);
        av_packet_free(packet);
        av_parser_close(parser);
        avcodec_free_context(context);
        return new Decoded(counts[0], counts[1], counts[2], counts[3]);
    }

    private static void decode(AVCodecContext context, @Nullable AVPacket packet, AVFrame frame, int[] counts) {
        if (avcodec_send_packet(context, packet) < 0) {
            counts[1]++;
        }
        while (avcodec_receive_frame(context, frame) >= 0) {
            counts[0]++;
            counts[2] = frame.width();
            counts[3] = frame.height();
        }
    }
}
