package dev.millrace.gpu.model;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.millrace.gpu.model.InputCard.Colours;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Makes pictures of any format, or parts of them, into rows of three bytes a pixel, of any size. Keeps what it needs for
 * the last size. For one thread at a time.
 */
public final class PictureScaler implements AutoCloseable {

    /** What FFmpeg's fast paths may write beyond the end of a picture. */
    private static final int SLACK = 256;

    private static final int ROWS_ALIGNED_TO = 64;

    private final AVFrame part = av_frame_alloc();
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);
    private @Nullable SwsContext scaler;
    private BytePointer pixels = new BytePointer(SLACK);

    public PictureScaler() {
        for (var plane = 0; plane < 4; plane++) {
            planes.put(plane, (Pointer) null);
            strides.put(plane, 0);
        }
    }

    /** The picture's pixels; its rows begin {@link #stride} of its width apart; valid until the next call. */
    public BytePointer scale(AVFrame picture, Region region, int width, int height, Colours colours) {
        if (!region.isWithin(picture))
            throw new IllegalArgumentException(region + " is not within " + picture.width() + " x " + picture.height());
        if (region.isWhole(picture)) return scale(picture, width, height, colours);
        required(av_frame_ref(part, picture), "a picture cannot be referred to");
        try {
            part.crop_left(region.left());
            part.crop_top(region.top());
            part.crop_right(picture.width() - region.left() - region.width());
            part.crop_bottom(picture.height() - region.top() - region.height());
            required(av_frame_apply_cropping(part, AV_FRAME_CROP_UNALIGNED), "a picture cannot be cropped");
            return scale(part, width, height, colours);
        } finally {
            av_frame_unref(part);
        }
    }

    /** Bytes from one row to the next in a picture of this width. */
    public static int stride(int width) {
        return (width * 3 + ROWS_ALIGNED_TO - 1) / ROWS_ALIGNED_TO * ROWS_ALIGNED_TO;
    }

    private BytePointer scale(AVFrame from, int width, int height, Colours colours) {
        scaler = sws_getCachedContext(
                scaler,
                from.width(),
                from.height(),
                from.format(),
                width,
                height,
                colours == Colours.BGR ? AV_PIX_FMT_BGR24 : AV_PIX_FMT_RGB24,
                SWS_BILINEAR,
                (SwsFilter) null,
                (SwsFilter) null,
                (DoublePointer) null);
        if (scaler == null)
            throw new IllegalStateException("pictures of format " + from.format() + " cannot be scaled");
        var bytes = (long) stride(width) * height + SLACK;
        if (pixels.capacity() < bytes) {
            pixels.close();
            pixels = new BytePointer(bytes);
        }
        planes.put(0, pixels);
        strides.put(0, stride(width));
        required(
                sws_scale(scaler, from.data(), from.linesize(), 0, from.height(), planes, strides),
                "a picture cannot be scaled");
        return pixels;
    }

    private static void required(int result, String otherwise) {
        if (result < 0) throw new IllegalStateException(otherwise + ": FFmpeg's error " + result);
    }

    @Override
    public void close() {
        if (scaler != null) sws_freeContext(scaler);
        scaler = null;
        av_frame_free(part);
        planes.close();
        strides.close();
        pixels.close();
    }
}
