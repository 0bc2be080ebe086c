package dev.millrace.gateway.hub.world;

/**
 * A surface of triangles.
 *
 * @param coordinates x, y and z of each vertex in turn, all finite; not to be changed
 * @param triangles three vertices each, by number from 0; not to be changed
 */
record Mesh(double[] coordinates, int[] triangles) implements ObjModel {

    int vertexCount() {
        return coordinates.length / 3;
    }

    int triangleCount() {
        return triangles.length / 3;
    }

    /** The corner of a triangle, from 0 to 2. */
    Point corner(int triangle, int corner) {
        return vertex(triangles[3 * triangle + corner]);
    }

    Point vertex(int index) {
        return new Point(coordinates[3 * index], coordinates[3 * index + 1], coordinates[3 * index + 2]);
    }
}
