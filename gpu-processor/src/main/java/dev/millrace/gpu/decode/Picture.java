package dev.millrace.gpu.decode;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A decoded picture, in memory that belongs to its decoder.
 *
 * @param mark that its packet was sent with
 * @param isDamaged something was missing or wrong in it or in a picture it depends on, and was made up
 */
record Picture(AVFrame frame, long mark, boolean isDamaged) {

    int width() {
        return frame.width();
    }

    int height() {
        return frame.height();
    }
}
