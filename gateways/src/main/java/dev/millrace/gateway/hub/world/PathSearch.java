package dev.millrace.gateway.hub.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The shortest way through the free cells of a grid, by A*: a step goes to one of the 26 neighbours, and a diagonal one
 * does not cut a corner. Takes no longer than every cell once. Used once, by one thread.
 */
final class PathSearch {

    /** A cell that can be reached, and how long the way through it is at least. */
    private record Open(int cell, double total) implements Comparable<Open> {
        @Override
        public int compareTo(Open other) {
            return Double.compare(total, other.total);
        }
    }

    private static final double[] STEP = {0, 1, Math.sqrt(2), Math.sqrt(3)};
    private static final int NONE = -1;

    private final VoxelGrid grid;
    private final Cell goal;
    private final double[] reached;
    private final int[] before;
    private final boolean[] isDone;
    private final PriorityQueue<Open> open = new PriorityQueue<>();

    private PathSearch(VoxelGrid grid, Cell goal) {
        this.grid = grid;
        this.goal = goal;
        this.reached = new double[grid.cells()];
        this.before = new int[grid.cells()];
        this.isDone = new boolean[grid.cells()];
        Arrays.fill(reached, Double.POSITIVE_INFINITY);
    }

    /** From and to the free cells nearest to those given; empty when there is no way. */
    static Optional<List<Cell>> between(VoxelGrid grid, Cell from, Cell to) {
        var start = nearestFree(grid, from);
        var end = nearestFree(grid, to);
        if (start.isEmpty() || end.isEmpty()) return Optional.empty();
        return new PathSearch(grid, end.get()).from(start.get());
    }

    /** The path without the cells at which it goes straight on. */
    static List<Cell> turns(List<Cell> path) {
        var turns = new ArrayList<Cell>();
        for (var i = 0; i < path.size(); i++) {
            var isEnd = i == 0 || i == path.size() - 1;
            if (isEnd || !goesOn(path.get(i - 1), path.get(i), path.get(i + 1))) turns.add(path.get(i));
        }
        return turns;
    }

    private static boolean goesOn(Cell before, Cell at, Cell after) {
        return at.x() - before.x() == after.x() - at.x()
                && at.y() - before.y() == after.y() - at.y()
                && at.z() - before.z() == after.z() - at.z();
    }

    private Optional<List<Cell>> from(Cell start) {
        reach(start.x(), start.y(), start.z(), 0, NONE);
        var end = grid.index(goal.x(), goal.y(), goal.z());
        for (var next = open.poll(); next != null; next = open.poll()) {
            if (next.cell == end) return Optional.of(path(end));
            if (isDone[next.cell]) continue;
            isDone[next.cell] = true;
            expand(next.cell);
        }
        return Optional.empty();
    }

    private void expand(int index) {
        var cell = grid.at(index);
        for (var dx = -1; dx <= 1; dx++) {
            for (var dy = -1; dy <= 1; dy++) {
                for (var dz = -1; dz <= 1; dz++) {
                    var axes = Math.abs(dx) + Math.abs(dy) + Math.abs(dz);
                    if (axes > 0 && isPassable(cell, dx, dy, dz)) {
                        reach(cell.x() + dx, cell.y() + dy, cell.z() + dz, reached[index] + STEP[axes], index);
                    }
                }
            }
        }
    }

    /** Whether all cells that the step touches are free. */
    private boolean isPassable(Cell cell, int dx, int dy, int dz) {
        for (var x = 0; x <= Math.abs(dx); x++) {
            for (var y = 0; y <= Math.abs(dy); y++) {
                for (var z = 0; z <= Math.abs(dz); z++) {
                    if (!grid.isFree(cell.x() + x * dx, cell.y() + y * dy, cell.z() + z * dz)) return false;
                }
            }
        }
        return true;
    }

    private void reach(int x, int y, int z, double length, int from) {
        var index = grid.index(x, y, z);
        if (length >= reached[index]) return;
        reached[index] = length;
        before[index] = from;
        open.add(new Open(index, length + atLeast(x, y, z)));
    }

    /** How far it is to the goal where nothing is in the way. */
    private double atLeast(int x, int y, int z) {
        var axes = new int[] {Math.abs(goal.x() - x), Math.abs(goal.y() - y), Math.abs(goal.z() - z)};
        Arrays.sort(axes);
        return axes[0] * STEP[3] + (axes[1] - axes[0]) * STEP[2] + (axes[2] - axes[1]);
    }

    private List<Cell> path(int end) {
        var path = new ArrayList<Cell>();
        for (var index = end; index != NONE; index = before[index]) path.add(grid.at(index));
        Collections.reverse(path);
        return path;
    }

    private static Optional<Cell> nearestFree(VoxelGrid grid, Cell from) {
        var seen = new boolean[grid.cells()];
        var next = new ArrayDeque<Cell>(List.of(from));
        seen[grid.index(from.x(), from.y(), from.z())] = true;
        for (var cell = next.poll(); cell != null; cell = next.poll()) {
            if (grid.isFree(cell)) return Optional.of(cell);
            for (var neighbour : neighbours(grid, cell)) {
                var index = grid.index(neighbour.x(), neighbour.y(), neighbour.z());
                if (!seen[index]) next.add(neighbour);
                seen[index] = true;
            }
        }
        return Optional.empty();
    }

    private static List<Cell> neighbours(VoxelGrid grid, Cell cell) {
        var sizes = grid.dimensions();
        var found = new ArrayList<Cell>(6);
        if (cell.x() > 0) found.add(new Cell(cell.x() - 1, cell.y(), cell.z()));
        if (cell.y() > 0) found.add(new Cell(cell.x(), cell.y() - 1, cell.z()));
        if (cell.z() > 0) found.add(new Cell(cell.x(), cell.y(), cell.z() - 1));
        if (cell.x() + 1 < sizes.get(0)) found.add(new Cell(cell.x() + 1, cell.y(), cell.z()));
        if (cell.y() + 1 < sizes.get(1)) found.add(new Cell(cell.x(), cell.y() + 1, cell.z()));
        if (cell.z() + 1 < sizes.get(2)) found.add(new Cell(cell.x(), cell.y(), cell.z() + 1));
        return found;
    }
}
