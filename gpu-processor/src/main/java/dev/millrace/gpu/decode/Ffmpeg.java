package dev.millrace.gpu.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** What FFmpeg's functions return, in Java's terms. */
final class Ffmpeg {

    private Ffmpeg() {}

    /** Makes FFmpeg write nothing to the console: what goes wrong is in the results. */
    static void load() {
        av_log_set_level(AV_LOG_QUIET);
    }

    /** Gives back a result that is no error code; an error here is this machine's, not the input's. */
    static int required(int result, String doing) {
        if (result < 0) throw new IllegalStateException(doing + ": " + message(result));
        return result;
    }

    static boolean isAgain(int result) {
        return result == AVERROR_EAGAIN();
    }

    static boolean isEnd(int result) {
        return result == AVERROR_EOF;
    }

    static String message(int code) {
        var text = new byte[128];
        av_strerror(code, text, text.length);
        var length = 0;
        while (length < text.length && text[length] != 0) length++;
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
