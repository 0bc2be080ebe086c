package dev.millrace.gpu.model;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A part of a picture, in its pixels. */
public record Region(int left, int top, int width, int height) {

    public static Region whole(AVFrame picture) {
        return new Region(0, 0, picture.width(), picture.height());
    }

    boolean isWhole(AVFrame picture) {
        return left == 0 && top == 0 && width == picture.width() && height == picture.height();
    }

    boolean isWithin(AVFrame picture) {
        return left >= 0
                && top >= 0
                && width > 0
                && height > 0
                && (long) left + width <= picture.width()
                && (long) top + height <= picture.height();
    }
}
