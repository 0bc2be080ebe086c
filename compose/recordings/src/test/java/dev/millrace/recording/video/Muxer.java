package dev.millrace.recording.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.millrace.media.Ffmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Puts a clip's messages into a container file, whose format goes with the file's name. */
final class Muxer {

    private Muxer() {}

    /** @param options of FFmpeg's muxer, as {@code movflags=faststart}; may be empty */
    static Path write(VideoClip clip, Path file, String options) throws IOException {
        List<VideoMessage> messages = Messages.of(clip);
        var container = new AVFormatContext(null);
        Ffmpeg.checked(avformat_alloc_output_context2(container, null, null, file.toString()), "format");
        AVStream stream = avformat_new_stream(container, null);
        PictureSize size = clip.summary().size().orElseThrow();
        stream.codecpar().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_H264);
        stream.codecpar().width(size.width()).height(size.height());
        byte[] configuration = Messages.stream(messages.subList(0, 2));
        var extradata = new BytePointer(av_mallocz(configuration.length + 64L));
        extradata.put(configuration, 0, configuration.length);
        stream.codecpar().extradata(extradata).extradata_size(configuration.length);
        stream.time_base(av_make_q(1, 10));
        var io = new AVIOContext(null);
        Ffmpeg.checked(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "file");
        container.pb(io);
        var dictionary = new AVDictionary(null);
        if (!options.isEmpty()) {
            av_dict_set(dictionary, options.split("=", 2)[0], options.split("=", 2)[1], 0);
        }
        Ffmpeg.checked(avformat_write_header(container, dictionary), "header");
        for (VideoMessage message : messages) {
            if (!message.kind().isConfiguration()) {
                write(container, stream, message);
            }
        }
        av_write_trailer(container);
        avio_closep(io);
        avformat_free_context(container);
        return file;
    }

    private static void write(AVFormatContext container, AVStream stream, VideoMessage message) throws IOException {
        AVPacket packet = av_packet_alloc();
        var data = new BytePointer(message.nal().length + 64L);
        data.put(message.nal(), 0, message.nal().length);
        packet.data(data);
        packet.size(message.nal().length);
        packet.flags(message.kind() == VideoMessage.Kind.KEYFRAME ? AV_PKT_FLAG_KEY : 0);
        packet.dts(av_rescale_q(message.due().toMillis(), av_make_q(1, 1_000), stream.time_base()));
        packet.pts(packet.dts());
        Ffmpeg.checked(av_interleaved_write_frame(container, packet), "packet");
        av_packet_free(packet);
        data.close();
    }
}
