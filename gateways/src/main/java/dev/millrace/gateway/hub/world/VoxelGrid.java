package dev.millrace.gateway.hub.world;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A model's bounding box in cubes of one size; those that its surface passes through are occupied. Immutable. */
final class VoxelGrid {

    /** More work than this is refused: a surface of so many large triangles is no model of a place. */
    private static final long MOST_SAMPLES = 100_000_000;

    private final Point least;
    private final double edge;
    private final int[] sizes;
    private final BitSet occupied;

    private VoxelGrid(Point least, double edge, int[] sizes) {
        this.least = least;
        this.edge = edge;
        this.sizes = sizes;
        this.occupied = new BitSet(sizes[0] * sizes[1] * sizes[2]);
    }

    /** @return empty when the mesh has too large triangles in too great number */
    static Optional<VoxelGrid> of(Mesh mesh, int resolution) {
        var grid = empty(mesh, resolution);
        var samples = 0L;
        for (var i = 0; i < mesh.triangleCount(); i++) {
            var steps = grid.steps(mesh, i);
            samples += (steps + 1L) * (steps + 2L) / 2;
            if (samples > MOST_SAMPLES) return Optional.empty();
            grid.occupy(mesh, i, steps);
        }
        return Optional.of(grid);
    }

    /** A grid of unit cubes at the origin. */
    static VoxelGrid of(int sizeX, int sizeY, int sizeZ, List<Cell> occupied) {
        var grid = new VoxelGrid(Point.ORIGIN, 1, new int[] {sizeX, sizeY, sizeZ});
        for (var cell : occupied) grid.occupied.set(grid.index(cell.x(), cell.y(), cell.z()));
        return grid;
    }

    private static VoxelGrid empty(Mesh mesh, int resolution) {
        var least = new double[] {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        var most = new double[] {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (var i = 0; i < mesh.triangles().length; i++) {
            var vertex = mesh.vertex(mesh.triangles()[i]);
            for (var axis = 0; axis < 3; axis++) {
                least[axis] = Math.min(least[axis], vertex.axis(axis));
                most[axis] = Math.max(most[axis], vertex.axis(axis));
            }
        }
        var longest = Math.max(most[0] - least[0], Math.max(most[1] - least[1], most[2] - least[2]));
        var edge = longest > 0 && Double.isFinite(longest) ? longest / resolution : 1;
        var sizes = new int[3];
        for (var axis = 0; axis < 3; axis++) {
            sizes[axis] = (int) Math.max(1, Math.min(resolution, Math.ceil((most[axis] - least[axis]) / edge)));
        }
        return new VoxelGrid(new Point(least[0], least[1], least[2]), edge, sizes);
    }

    /** Into how many parts its longest side is to be cut, so that no cube is stepped over. */
    private long steps(Mesh mesh, int triangle) {
        var a = mesh.corner(triangle, 0);
        var b = mesh.corner(triangle, 1);
        var c = mesh.corner(triangle, 2);
        var longest = Math.max(distance(a, b), Math.max(distance(b, c), distance(c, a)));
        return Double.isFinite(longest) ? Math.max(1, (long) Math.ceil(2 * longest / edge)) : MOST_SAMPLES;
    }

    private void occupy(Mesh mesh, int triangle, long steps) {
        var a = mesh.corner(triangle, 0);
        var b = mesh.corner(triangle, 1);
        var c = mesh.corner(triangle, 2);
        for (var i = 0L; i <= steps; i++) {
            for (var j = 0L; j <= steps - i; j++) {
                var u = (double) i / steps;
                var v = (double) j / steps;
                var cell = cell(new Point(
                        a.x() + u * (b.x() - a.x()) + v * (c.x() - a.x()),
                        a.y() + u * (b.y() - a.y()) + v * (c.y() - a.y()),
                        a.z() + u * (b.z() - a.z()) + v * (c.z() - a.z())));
                occupied.set(index(cell.x(), cell.y(), cell.z()));
            }
        }
    }

    private static double distance(Point a, Point b) {
        return Math.sqrt(square(a.x() - b.x()) + square(a.y() - b.y()) + square(a.z() - b.z()));
    }

    private static double square(double value) {
        return value * value;
    }

    /** The cell of a place, or the nearest one of the grid. */
    Cell cell(Point place) {
        return new Cell(axisCell(place, 0), axisCell(place, 1), axisCell(place, 2));
    }

    private int axisCell(Point place, int axis) {
        var cell = Math.floor((place.axis(axis) - least.axis(axis)) / edge);
        return (int) Math.max(0, Math.min(sizes[axis] - 1, cell));
    }

    boolean isFree(int x, int y, int z) {
        return x >= 0
                && y >= 0
                && z >= 0
                && x < sizes[0]
                && y < sizes[1]
                && z < sizes[2]
                && !occupied.get(index(x, y, z));
    }

    boolean isFree(Cell cell) {
        return isFree(cell.x(), cell.y(), cell.z());
    }

    int index(int x, int y, int z) {
        return (x * sizes[1] + y) * sizes[2] + z;
    }

    Cell at(int index) {
        var x = index / (sizes[1] * sizes[2]);
        return new Cell(x, index / sizes[2] % sizes[1], index % sizes[2]);
    }

    int cells() {
        return sizes[0] * sizes[1] * sizes[2];
    }

    List<Integer> dimensions() {
        return List.of(sizes[0], sizes[1], sizes[2]);
    }
}
