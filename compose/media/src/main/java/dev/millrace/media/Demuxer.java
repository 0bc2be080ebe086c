package dev.millrace.media;

import static dev.millrace.media.Ffmpeg.checked;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Takes the H.264 pictures out of a container file, in decoding order, as byte streams. It reads that one file and the
 * container formats it is named for, whatever the file's content refers to. Not for use by several threads.
 */
public final class Demuxer implements AutoCloseable {

    private static final String FORMATS = "mov,mp4,avi,matroska,mpegts,h264";
    private static final int LARGEST_PICTURE = 16 << 20;

    /**
     * One picture.
     *
     * @param seconds when it is decoded, by the container's clock; NaN when it does not say
     * @param shown orders pictures as they are shown, by the container's clock in units of its own
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on untouched; nobody compares pictures
    public record AccessUnit(byte[] annexB, double seconds, long shown) {}

    private final AVFormatContext container = new AVFormatContext(null);
    private final AVBSFContext filter = new AVBSFContext(null);
    private final AVPacket packet = av_packet_alloc();
    private @Nullable AVStream stream;
    private boolean isDrained;
    private Optional<String> trouble = Optional.empty();

    private Demuxer() {}

    public static Demuxer open(Path file) throws IOException {
        Ffmpeg.load();
        var demuxer = new Demuxer();
        try {
            demuxer.openContainer(file);
            demuxer.openFilter();
            return demuxer;
        } catch (IOException e) {
            demuxer.close();
            throw e;
        }
    }

    private void openContainer(Path file) throws IOException {
        var options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        av_dict_set(options, "ignore_editlist", "1", 0);
        try {
            checked(
                    avformat_open_input(container, "file:" + file, null, options),
                    "it is no MP4, MOV, AVI, MKV, MPEG-TS or H.264 file, or not a whole one");
        } finally {
            av_dict_free(options);
        }
        checked(avformat_find_stream_info(container, (AVDictionary) null), "its streams cannot be made out");
    }

    private void openFilter() throws IOException {
        int index = av_find_best_stream(container, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        AVStream video = container.streams(checked(index, "it holds no video"));
        int codec = video.codecpar().codec_id();
        if (codec != AV_CODEC_ID_H264) {
            throw new IOException("its video is " + avcodec_get_name(codec).getString() + ", not H.264");
        }
        checked(av_bsf_alloc(av_bsf_get_by_name("h264_mp4toannexb"), filter), "no memory for the filter");
        checked(avcodec_parameters_copy(filter.par_in(), video.codecpar()), "no memory for the filter");
        filter.time_base_in(video.time_base());
        checked(av_bsf_init(filter), "its H.264 configuration is broken");
        stream = video;
    }

    /** The next picture; empty at the end. */
    public Optional<AccessUnit> next() throws IOException {
        while (av_bsf_receive_packet(filter, packet) < 0) {
            if (isDrained) {
                return Optional.empty();
            }
            feed();
        }
        try {
            return Optional.of(picture());
        } finally {
            av_packet_unref(packet);
        }
    }

    /** Gives the filter the next packet of the video, or tells it that there is none. A damaged one is noted and left out. */
    private void feed() {
        int result = av_read_frame(container, packet);
        if (result < 0) {
            if (result != AVERROR_EOF) {
                trouble = Optional.of("it breaks off: " + Ffmpeg.message(result));
            }
            isDrained = true;
            av_bsf_send_packet(filter, null);
        } else if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            trouble = Optional.of("it holds a damaged picture");
            av_packet_unref(packet);
        } else if (packet.stream_index() != video().index() || av_bsf_send_packet(filter, packet) < 0) {
            av_packet_unref(packet);
        }
    }

    private AccessUnit picture() throws IOException {
        if (packet.size() < 0 || packet.size() > LARGEST_PICTURE) {
            throw new IOException("a picture of " + packet.size() + " bytes is larger than any that can be sent");
        }
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        long time = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        var seconds = time == AV_NOPTS_VALUE ? Double.NaN : time * av_q2d(filter.time_base_out());
        return new AccessUnit(bytes, seconds, packet.pts() == AV_NOPTS_VALUE ? time : packet.pts());
    }

    /** Pictures in a second on average; NaN when the container does not say. */
    public double rate() {
        double rate = av_q2d(video().avg_frame_rate());
        return rate > 0 && rate < 1_000 ? rate : Double.NaN;
    }

    /** How many pictures an MP4 or MOV says it has; 0 for other containers, whose numbers mean other things. */
    public long announced() {
        boolean isMov = container.iformat().name().getString().startsWith("mov");
        return isMov ? video().nb_frames() : 0;
    }

    /** The parameter sets that stand apart from the pictures, as a byte stream; empty when there are none. */
    public byte[] configuration() {
        int size = filter.par_out().extradata_size();
        byte[] bytes = new byte[size < 0 || size > LARGEST_PICTURE ? 0 : size];
        if (bytes.length > 0) {
            filter.par_out().extradata().get(bytes);
        }
        return bytes;
    }

    /** What turned out to be wrong so far. */
    public Optional<String> trouble() {
        return trouble;
    }

    private AVStream video() {
        AVStream video = stream;
        if (video == null) {
            throw new IllegalStateException("not open");
        }
        return video;
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_bsf_free(filter);
        avformat_close_input(container);
    }
}
