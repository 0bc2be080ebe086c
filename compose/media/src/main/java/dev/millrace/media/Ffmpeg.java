package dev.millrace.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What FFmpeg's functions return, in Java's terms. */
public final class Ffmpeg {

    private Ffmpeg() {}

    /** Makes FFmpeg write nothing to the console: what goes wrong is in the results. */
    public static void load() {
        av_log_set_level(AV_LOG_QUIET);
    }

    /** Gives back a result that is no error code. */
    public static int checked(int result, String doing) throws IOException {
        if (result < 0) {
            throw new IOException(doing + ": " + message(result));
        }
        return result;
    }

    public static String message(int code) {
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
