package dev.millrace.topology.tracking;

import java.util.Arrays;

/** Who goes with whom, so that it costs least over all. */
public final class Assignment {

    private Assignment() {}

    /**
     * Pairs rows with columns; a pair that would cost more than {@code most} stays apart, and what stays apart costs
     * {@code most} for two. By shortest augmenting paths (R. Jonker and A. Volgenant, A shortest augmenting path algorithm
     * for dense and sparse linear assignment problems, 1987). Takes the smaller number squared times the larger.
     *
     * @param costs by row and column, all rows of one length; infinity for what must not be
     * @return for each row its column, or -1
     */
    public static int[] cheapest(double[][] costs, double most) {
        var rows = costs.length;
        var columns = rows == 0 ? 0 : costs[0].length;
        var result = new int[rows];
        Arrays.fill(result, -1);
        if (columns == 0) return result;
        var isTall = rows > columns;
        var clamped = new double[Math.min(rows, columns)][Math.max(rows, columns)];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                var cost = costs[row][column] <= most ? costs[row][column] : most;
                if (isTall) clamped[column][row] = cost;
                else clamped[row][column] = cost;
            }
        }
        var owners = owners(clamped);
        for (var wide = 0; wide < owners.length; wide++) {
            if (owners[wide] < 0) continue;
            var row = isTall ? wide : owners[wide];
            var column = isTall ? owners[wide] : wide;
            if (costs[row][column] <= most) result[row] = column;
        }
        return result;
    }

    /** For each column its row, or -1; there are no more rows than columns. */
    private static int[] owners(double[][] costs) {
        var rows = costs.length;
        var columns = costs[0].length;
        var ofRow = new double[rows];
        var ofColumn = new double[columns];
        var owner = new int[columns];
        Arrays.fill(owner, -1);
        for (var start = 0; start < rows; start++) {
            var distance = new double[columns];
            var from = new int[columns];
            var isDone = new boolean[columns];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.fill(from, -1);
            var row = start;
            var reached = -1;
            var length = 0.0;
            while (row >= 0) {
                var nearest = -1;
                for (var column = 0; column < columns; column++) {
                    if (isDone[column]) continue;
                    var through = length + costs[row][column] - ofRow[row] - ofColumn[column];
                    if (through < distance[column]) {
                        distance[column] = through;
                        from[column] = reached;
                    }
                    if (nearest < 0 || distance[column] < distance[nearest]) nearest = column;
                }
                length = distance[nearest];
                isDone[nearest] = true;
                reached = nearest;
                row = owner[nearest];
            }
            ofRow[start] += length;
            for (var column = 0; column < columns; column++) {
                if (!isDone[column] || column == reached) continue;
                ofColumn[column] += distance[column] - length;
                ofRow[owner[column]] += length - distance[column];
            }
            while (from[reached] >= 0) {
                owner[reached] = owner[from[reached]];
                reached = from[reached];
            }
            owner[reached] = start;
        }
        return owner;
    }
}
