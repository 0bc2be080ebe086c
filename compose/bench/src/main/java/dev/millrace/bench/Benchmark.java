package dev.millrace.bench;

import java.util.List;

/** A comparison of ours with the best the same machine can do for the same work. */
interface Benchmark {

    String name();

    /** What is measured against what, in a sentence. */
    String question();

    /** What a ratio stands for, in the order of {@link Trial#figures()}. */
    List<Figure> figures();

    /** Starts both sides, warm; the trials run on it in turn. */
    Sides open() throws Exception;

    /**
     * @param name as in {@code p99}
     * @param isBetterHigher a rate rather than a latency
     * @param aim what we hold ourselves to, as text; empty for none
     */
    record Figure(String name, String unit, boolean isBetterHigher, String aim) {

        static Figure latency(String name, String aim) {
            return new Figure(name, "ms", false, aim);
        }

        static Figure rate(String name, String unit, String aim) {
            return new Figure(name, unit, true, aim);
        }
    }

    /** Both sides of the comparison, started. */
    interface Sides extends AutoCloseable {
        Trial ceiling() throws Exception;

        Trial ours() throws Exception;

        @Override
        void close() throws Exception;
    }

    /**
     * What one run showed.
     *
     * @param figures one value for each figure of the benchmark
     * @param lost messages sent and never seen, which make the figures worthless when many
     */
    record Trial(List<Double> figures, long sent, long lost) {
        public Trial {
            figures = List.copyOf(figures);
        }
    }
}
