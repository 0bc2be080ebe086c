package dev.millrace.gpu.scene;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import java.util.function.IntBinaryOperator;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures that are made pixel by pixel. */
public final class Pixels implements AutoCloseable {

    private final AVFrame frame = av_frame_alloc();

    /** @param colours red, green and blue of the pixel at x and y, as {@code 0xRRGGBB} */
    public Pixels(int width, int height, IntBinaryOperator colours) {
        frame.width(width);
        frame.height(height);
        frame.format(AV_PIX_FMT_BGR24);
        av_frame_get_buffer(frame, 0);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var colour = colours.applyAsInt(x, y);
                var at = (long) y * frame.linesize(0) + 3L * x;
                frame.data(0).put(at, (byte) colour);
                frame.data(0).put(at + 1, (byte) (colour >> 8));
                frame.data(0).put(at + 2, (byte) (colour >> 16));
            }
        }
    }

    public AVFrame frame() {
        return frame;
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
