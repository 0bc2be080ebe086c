package dev.millrace.topology.imu;

import dev.millrace.topology.imu.ImuSample.Vector;
import java.util.List;

/** A matrix by which vectors are turned; the identity leaves them as they are, bit for bit. */
record Transform(List<Double> rows) {

    private static final List<Double> IDENTITY = List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0);

    /** @param rows nine numbers, row by row */
    Transform {
        rows = List.copyOf(rows);
    }

    Vector apply(Vector vector) {
        if (rows.equals(IDENTITY)) return vector;
        return new Vector(cell(0, vector), cell(3, vector), cell(6, vector));
    }

    private double cell(int from, Vector vector) {
        return rows.get(from) * vector.x() + rows.get(from + 1) * vector.y() + rows.get(from + 2) * vector.z();
    }
}
