package dev.millrace.recording.scene;

import java.util.SplittableRandom;

/** Smooth random numbers between 0 and 1 over a plane that repeats itself every {@value #PERIOD} units. */
final class Noise {

    static final int PERIOD = 256;
    private static final int[] GRIDS = {8, 16, 32, 64};

    private final float[] values = new float[PERIOD * PERIOD];

    Noise(SplittableRandom random) {
        double weight = 1;
        double weights = 0;
        for (int grid : GRIDS) {
            add(random, grid, weight);
            weights += weight;
            weight /= 2;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= (float) weights;
        }
    }

    private void add(SplittableRandom random, int grid, double weight) {
        double[] corners = random.doubles((long) grid * grid).toArray();
        int cell = PERIOD / grid;
        for (int y = 0; y < PERIOD; y++) {
            for (int x = 0; x < PERIOD; x++) {
                double right = smooth((double) (x % cell) / cell);
                double down = smooth((double) (y % cell) / cell);
                int row = y / cell * grid;
                int below = (y / cell + 1) % grid * grid;
                int column = x / cell;
                int beside = (column + 1) % grid;
                double above = corners[row + column] * (1 - right) + corners[row + beside] * right;
                double under = corners[below + column] * (1 - right) + corners[below + beside] * right;
                values[y * PERIOD + x] += (float) (weight * (above * (1 - down) + under * down));
            }
        }
    }

    private static double smooth(double share) {
        return share * share * (3 - 2 * share);
    }

    float at(int x, int y) {
        return values[(y & PERIOD - 1) * PERIOD + (x & PERIOD - 1)];
    }

    float at(double x, double y) {
        return at((int) Math.floor(x), (int) Math.floor(y));
    }
}
