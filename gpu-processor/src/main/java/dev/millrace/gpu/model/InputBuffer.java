package dev.millrace.gpu.model;

import dev.millrace.gpu.model.InputCard.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The memory in which pictures are given to a model, each in a slot, scaled and normalised as its card says. Outside the
 * heap, and the same for all pictures. For one thread at a time.
 */
public final class InputBuffer implements AutoCloseable {

    private final InputCard card;
    private final FloatBuffer values;
    private final PictureScaler scaler = new PictureScaler();

    /** What each byte of each colour becomes. */
    private final float[][] normal = new float[3][256];

    private final float[] row;
    private byte[] bytes = {};

    InputBuffer(InputCard card, int slots) {
        this.card = card;
        var length = Math.multiplyExact(slots, Math.multiplyExact(card.values(), Float.BYTES));
        values =
                ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder()).asFloatBuffer();
        row = new float[3 * card.width()];
        for (var colour = 0; colour < 3; colour++) {
            for (var value = 0; value < 256; value++) {
                normal[colour][value] =
                        (value - card.mean().get(colour)) / card.deviation().get(colour);
            }
        }
    }

    /** Puts a part of a picture into a slot; gives back where it is there. */
    public Placement put(AVFrame picture, Region region, int slot) {
        var placement = Placement.of(region, card);
        var pixels = scaler.scale(picture, region, placement.width(), placement.height(), card.colours());
        var stride = PictureScaler.stride(placement.width());
        if (bytes.length < stride * placement.height()) bytes = new byte[stride * placement.height()];
        pixels.position(0).get(bytes, 0, stride * placement.height());
        var start = slot * card.values();
        for (var y = 0; y < card.height(); y++) {
            var covered = y < placement.height() ? placement.width() : 0;
            if (card.layout() == Layout.NCHW) putPlanes(start, y, y * stride, covered);
            else putPixels(start, y, y * stride, covered);
        }
        return placement;
    }

    private void putPlanes(int start, int y, int from, int covered) {
        var width = card.width();
        for (var colour = 0; colour < 3; colour++) {
            var table = normal[colour];
            for (var x = 0; x < covered; x++) row[x] = table[bytes[from + 3 * x + colour] & 255];
            Arrays.fill(row, covered, width, table[card.fill()]);
            values.put(start + (colour * card.height() + y) * width, row, 0, width);
        }
    }

    private void putPixels(int start, int y, int from, int covered) {
        for (var i = 0; i < row.length; i++) {
            var value = i < 3 * covered ? bytes[from + i] & 255 : card.fill();
            row[i] = normal[i % 3][value];
        }
        values.put(start + y * row.length, row, 0, row.length);
    }

    /** The values of so many slots, from one on. */
    FloatBuffer slots(int first, int count) {
        return values.slice(first * card.values(), count * card.values());
    }

    @Override
    public void close() {
        scaler.close();
    }
}
