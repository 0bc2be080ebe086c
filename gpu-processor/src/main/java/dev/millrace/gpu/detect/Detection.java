package dev.millrace.gpu.detect;

/**
 * Somebody in a picture.
 *
 * @param left in pixels from the picture's upper left corner, as the other sides are
 * @param score how sure the detector is, from 0 to 1
 */
public record Detection(float left, float top, float right, float bottom, float score) {

    public float width() {
        return right - left;
    }

    public float height() {
        return bottom - top;
    }

    /** What both cover as a part of what either covers, from 0 to 1. */
    public double overlap(Detection other) {
        var width = Math.min(right, other.right) - Math.max(left, other.left);
        var height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) return 0;
        var both = (double) width * height;
        return both / (area() + other.area() - both);
    }

    private double area() {
        return (double) width() * height();
    }
}
