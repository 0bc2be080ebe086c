package dev.millrace.topology.imu;

import java.util.List;

/**
 * A verdict, and what it decides about samples that were in doubt.
 *
 * @param dismissed they found no company: they are late
 */
record Decision(Verdict verdict, List<Late> dismissed) {

    /** @param byNs negative when it was too far ahead */
    record Late(ImuSample sample, long byNs) {}
}
