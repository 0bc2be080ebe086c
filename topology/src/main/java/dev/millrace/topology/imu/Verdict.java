package dev.millrace.topology.imu;

import java.util.List;

/** What becomes of a sample when it comes. */
sealed interface Verdict {

    /** It was taken, and these are due: it may be among them. */
    record Emit(List<ImuSample> inOrder) implements Verdict {}

    /** It was taken, and nothing is due. */
    record Hold() implements Verdict {}

    /** Its stamp has been before. */
    record Duplicate() implements Verdict {}

    /** A newer one has gone out already. */
    record TooLate(long byNs) implements Verdict {}

    /** It is too far from all others to be believed, and waits for company. */
    record Doubt() implements Verdict {}

    /** It and those in doubt begin a new era; what was left of the old one goes out. */
    record NewEra(List<ImuSample> rest) implements Verdict {}
}
