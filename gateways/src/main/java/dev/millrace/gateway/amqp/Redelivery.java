package dev.millrace.gateway.amqp;

import java.util.BitSet;
import java.util.List;

/** Tells which of the messages that a broker delivers again were written before, though they have no ids. */
final class Redelivery {

    private Redelivery() {}

    /**
     * What was not acknowledged comes again in its order, and of it the records written last were made, in the same
     * order; others between them may have failed. So the longest end of {@code written} that is found in {@code again},
     * in its order, was written: each record stands for one message, and an equal older one for none. Takes linear time.
     *
     * @param written fingerprints of the newest records, oldest first
     * @param again of what is delivered again, in its order
     * @return the places in {@code again} of what was written
     */
    static BitSet written(List<Long> written, List<Long> again) {
        var places = new BitSet(again.size());
        var place = again.size();
        for (var n = written.size() - 1; n >= 0; n--) {
            do place--;
            while (place >= 0 && !again.get(place).equals(written.get(n)));
            if (place < 0) break;
            places.set(place);
        }
        return places;
    }
}
