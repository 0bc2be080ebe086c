package dev.millrace.gateway.hub.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PathSearchProperties {

    private static final int SIZE = 5;

    @Provide
    Arbitrary<Cell> cells() {
        var axis = Arbitraries.integers().between(0, SIZE - 1);
        return Combinators.combine(axis, axis, axis).as(Cell::new);
    }

    @Provide
    Arbitrary<Set<Cell>> walls() {
        return cells().set().ofMaxSize(90);
    }

    @Property
    void shouldFindAShortestWayExactlyIfThereIsOne(
            @ForAll("walls") Set<Cell> walls, @ForAll("cells") Cell from, @ForAll("cells") Cell to) {
        // Given
        var grid = VoxelGrid.of(SIZE, SIZE, SIZE, List.copyOf(walls));
        if (!grid.isFree(from) || !grid.isFree(to)) return;
        var shortest = shortest(grid, from, to);

        // When
        var path = PathSearch.between(grid, from, to);

        // Then
        assertThat(path.isPresent()).isEqualTo(Double.isFinite(shortest));
        path.ifPresent(cells -> {
            assertThat(cells.get(0)).isEqualTo(from);
            assertThat(cells.get(cells.size() - 1)).isEqualTo(to);
            assertThat(length(grid, cells)).isCloseTo(shortest, org.assertj.core.data.Offset.offset(1e-9));
            assertThat(PathSearch.turns(cells)).startsWith(from).endsWith(to);
        });
    }

    @Property
    void shouldBeginAndEndAtFreeCellsEvenWhereThereAreWalls(
            @ForAll("walls") Set<Cell> walls, @ForAll("cells") Cell from, @ForAll("cells") Cell to) {
        // Given
        var grid = VoxelGrid.of(SIZE, SIZE, SIZE, List.copyOf(walls));

        // When
        var path = PathSearch.between(grid, from, to);

        // Then
        path.ifPresent(cells -> assertThat(cells).allMatch(grid::isFree));
    }

    @Example
    void shouldNotCutCorners() {
        // Given
        var grid = VoxelGrid.of(2, 2, 1, List.of(new Cell(1, 0, 0)));

        // Then
        assertThat(PathSearch.between(grid, new Cell(0, 0, 0), new Cell(1, 1, 0)))
                .hasValue(List.of(new Cell(0, 0, 0), new Cell(0, 1, 0), new Cell(1, 1, 0)));
    }

    @Example
    void shouldTellOfTurnsAlone() {
        // Given
        var grid = VoxelGrid.of(10, 3, 1, List.of());
        var path =
                PathSearch.between(grid, new Cell(0, 0, 0), new Cell(9, 0, 0)).orElseThrow();

        // Then
        assertThat(path).hasSize(10);
        assertThat(PathSearch.turns(path)).containsExactly(new Cell(0, 0, 0), new Cell(9, 0, 0));
        assertThat(PathSearch.turns(List.of(new Cell(1, 1, 1)))).containsExactly(new Cell(1, 1, 1));
    }

    @Example
    void shouldMakeAGridOfAModel() {
        // Given: a wall in the middle of a room that is marked by two small triangles in its corners.
        var mesh = new Mesh(
                new double[] {5, 0, 0, 5, 10, 0, 5, 10, 10, 5, 0, 10, 0, 0, 0, 0.1, 0, 0, 10, 10, 10, 9.9, 10, 10},
                new int[] {0, 1, 2, 0, 2, 3, 4, 5, 5, 6, 7, 7});

        // When
        var grid = VoxelGrid.of(mesh, 10).orElseThrow();

        // Then
        assertThat(grid.dimensions()).containsExactly(10, 10, 10);
        assertThat(grid.cell(new Point(-3, 5.5, 99))).isEqualTo(new Cell(0, 5, 9));
        for (var y = 0; y < 10; y++) {
            for (var z = 0; z < 10; z++) assertThat(grid.isFree(5, y, z)).isFalse();
        }
        assertThat(PathSearch.between(grid, new Cell(1, 1, 1), new Cell(8, 1, 1)))
                .isEqualTo(Optional.empty());
    }

    private static double length(VoxelGrid grid, List<Cell> path) {
        var length = 0.0;
        for (var i = 1; i < path.size(); i++) {
            assertThat(isStep(grid, path.get(i - 1), path.get(i))).isTrue();
            length += distance(path.get(i - 1), path.get(i));
        }
        return length;
    }

    /** By relaxing every step until nothing changes. */
    private static double shortest(VoxelGrid grid, Cell from, Cell to) {
        var all = new ArrayList<Cell>();
        for (var i = 0; i < grid.cells(); i++) if (grid.isFree(grid.at(i))) all.add(grid.at(i));
        var reached = new double[grid.cells()];
        Arrays.fill(reached, Double.POSITIVE_INFINITY);
        reached[grid.index(from.x(), from.y(), from.z())] = 0;
        for (var isChanged = true; isChanged; ) {
            isChanged = false;
            for (var cell : all) {
                var index = grid.index(cell.x(), cell.y(), cell.z());
                for (var dx = -1; dx <= 1; dx++) {
                    for (var dy = -1; dy <= 1; dy++) {
                        for (var dz = -1; dz <= 1; dz++) {
                            var next = new Cell(cell.x() + dx, cell.y() + dy, cell.z() + dz);
                            if (next.equals(cell) || !grid.isFree(next) || !isStep(grid, cell, next)) continue;
                            var length = reached[index] + distance(cell, next);
                            var at = grid.index(next.x(), next.y(), next.z());
                            if (length < reached[at] - 1e-12) {
                                reached[at] = length;
                                isChanged = true;
                            }
                        }
                    }
                }
            }
        }
        return reached[grid.index(to.x(), to.y(), to.z())];
    }

    /** Between neighbours, the whole box of which they are corners being free. */
    private static boolean isStep(VoxelGrid grid, Cell a, Cell b) {
        if (Math.abs(a.x() - b.x()) > 1 || Math.abs(a.y() - b.y()) > 1 || Math.abs(a.z() - b.z()) > 1) return false;
        for (var x = Math.min(a.x(), b.x()); x <= Math.max(a.x(), b.x()); x++) {
            for (var y = Math.min(a.y(), b.y()); y <= Math.max(a.y(), b.y()); y++) {
                for (var z = Math.min(a.z(), b.z()); z <= Math.max(a.z(), b.z()); z++) {
                    if (!grid.isFree(x, y, z)) return false;
                }
            }
        }
        return true;
    }

    private static double distance(Cell a, Cell b) {
        return Math.sqrt(Math.abs(a.x() - b.x()) + Math.abs(a.y() - b.y()) + Math.abs(a.z() - b.z()));
    }
}
