package dev.millrace.topology.tracking;

/**
 * A rectangle in a picture, in pixels from its upper left corner.
 *
 * @param right greater than {@code left}
 * @param bottom greater than {@code top}
 */
public record Box(double left, double top, double right, double bottom) {

    static Box around(double centreX, double centreY, double width, double height) {
        return new Box(centreX - width / 2, centreY - height / 2, centreX + width / 2, centreY + height / 2);
    }

    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double centreX() {
        return (left + right) / 2;
    }

    public double centreY() {
        return (top + bottom) / 2;
    }

    public double area() {
        return width() * height();
    }

    /** Whether it has an area, and no edge that is no number. */
    public boolean isSound() {
        return width() > 0 && height() > 0 && Double.isFinite(area()) && Double.isFinite(left + top);
    }

    /** The area of both over that of either, from 0 to 1. */
    public double overlap(Box other) {
        var width = Math.min(right, other.right) - Math.max(left, other.left);
        var height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) return 0;
        var both = width * height;
        return both / (area() + other.area() - both);
    }
}
