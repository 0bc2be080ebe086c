package dev.millrace.gateway.amqp;

import java.util.BitSet;
import java.util.List;

/** Tells which of the messages that a broker delivers again were written before, though they have no ids. */
final class Redelivery {

    private Redelivery() {}

    /**
     * What was not acknowledged comes again in its order, and of it the records written last were made, in the same
     * order; others between them may have failed. So the longest end of {@code written} that is found in {@code again},
     * in its order, was written: each record stands for one message, and an equal older one for none. Of equal messages
     * the earlier are taken for written, since those were sent first. Takes linear time.
     *
     * @param written fingerprints of the newest records, oldest first
     * @param again of what is delivered again, in its order
     * @return the places in {@code again} of what was written
     */
    static BitSet written(List<Long> written, List<Long> again) {
        var places = new BitSet(again.size());
        var place = 0;
        for (var fingerprint : longestEnd(written, again)) {
            while (!again.get(place).equals(fingerprint)) place++;
            places.set(place++);
        }
        return places;
    }

    private static List<Long> longestEnd(List<Long> written, List<Long> again) {
        var begin = written.size();
        for (var place = again.size() - 1; place >= 0 && begin > 0; place--) {
            if (again.get(place).equals(written.get(begin - 1))) begin--;
        }
        return written.subList(begin, written.size());
    }
}
