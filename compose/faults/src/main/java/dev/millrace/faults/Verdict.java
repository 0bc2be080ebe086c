package dev.millrace.faults;

import java.util.List;

/**
 * What came of the messages of a run.
 *
 * @param lost acknowledged, and not found
 * @param doubled found more than once
 * @param invented found, and never sent
 * @param disordered found after a later one of the same key
 */
record Verdict(
        int sent,
        int acknowledged,
        int found,
        List<Ledger.Entry> lost,
        List<Ledger.Entry> doubled,
        List<Ledger.Entry> invented,
        List<Ledger.Entry> disordered)
        implements Outcome {

    @Override
    public boolean isFaultless() {
        return lost.isEmpty() && doubled.isEmpty() && invented.isEmpty() && disordered.isEmpty();
    }

    @Override
    public String toString() {
        return String.format(
                "%d sent, %d acknowledged, %d found: %d lost, %d doubled, %d invented, %d disordered",
                sent, acknowledged, found, lost.size(), doubled.size(), invented.size(), disordered.size());
    }
}
