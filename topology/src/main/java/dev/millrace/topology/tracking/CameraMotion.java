package dev.millrace.topology.tracking;

/**
 * Where the camera's own movement has put what stood still: x becomes {@code xx·x + xy·y + left}, y becomes
 * {@code yx·x + yy·y + top}, in pixels.
 */
public record CameraMotion(double xx, double xy, double left, double yx, double yy, double top) {

    public static final CameraMotion NONE = new CameraMotion(1, 0, 0, 0, 1, 0);

    double x(double x, double y) {
        return dx(x, y) + left;
    }

    double y(double x, double y) {
        return dy(x, y) + top;
    }

    double dx(double x, double y) {
        return xx * x + xy * y;
    }

    double dy(double x, double y) {
        return yx * x + yy * y;
    }

    /** By how much lengths grow, on average over all directions. */
    double scale() {
        return Math.sqrt(Math.abs(xx * yy - xy * yx));
    }
}
