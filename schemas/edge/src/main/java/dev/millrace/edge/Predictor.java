package dev.millrace.edge;

/** How the units of the next reading follow from the two before it. */
enum Predictor {
    HOLD {
        @Override
        long next(long units, long before) {
            return units;
        }
    },
    LINEAR {
        @Override
        long next(long units, long before) {
            return 2 * units - before;
        }
    };

    abstract long next(long units, long before);
}
