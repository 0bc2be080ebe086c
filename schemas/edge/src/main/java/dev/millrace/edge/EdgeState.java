package dev.millrace.edge;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.message.edge.DecoderState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a decoder knows of one vehicle: the chains of its newest epochs, and which readings it has seen.
 *
 * @param floor epochs below it are forgotten
 * @param epochs oldest first
 */
public record EdgeState(long floor, List<Epoch> epochs) {

    public static final EdgeState NEW = new EdgeState(0, List.of());

    static final int MOST_EPOCHS = 8;
    /** Of all epochs together; with names of 64 letters they take 10 KiB. */
    static final int MOST_TRACKS = 2 * WirePacket.MOST_SIGNALS;

    /** One epoch; the newest reading of its chain is the newest of its ledger. */
    record Epoch(Chain chain, Ledger ledger) {}

    public EdgeState {
        epochs = List.copyOf(epochs);
    }

    /** Whether the newest epoch is out of step, so that a keyframe is wanted. */
    public boolean isDegraded() {
        return newest().map(chain -> chain.trust() != Trust.SURE).orElse(false);
    }

    /** The newest epoch; 0 before the first packet. */
    public long epoch() {
        return newest().map(Chain::epoch).orElse(0L);
    }

    /** The newest reading of the newest epoch. */
    public long sequence() {
        return newest().map(Chain::sequence).orElse(0L);
    }

    Optional<Chain> newest() {
        return epochs.isEmpty()
                ? Optional.empty()
                : Optional.of(epochs.get(epochs.size() - 1).chain());
    }

    Optional<Epoch> of(long epoch) {
        return epochs.stream().filter(each -> each.chain().epoch() == epoch).findFirst();
    }

    /** With an epoch as it now is; the oldest of too many is forgotten. */
    EdgeState with(Epoch now) {
        var all = new ArrayList<Epoch>(epochs.size() + 1);
        for (var each : epochs) if (each.chain().epoch() < now.chain().epoch()) all.add(each);
        all.add(now);
        for (var each : epochs) if (each.chain().epoch() > now.chain().epoch()) all.add(each);
        var newFloor = floor;
        while (all.size() > MOST_EPOCHS || tracks(all) > MOST_TRACKS)
            newFloor = all.remove(0).chain().epoch() + 1;
        return new EdgeState(newFloor, all);
    }

    private static int tracks(List<Epoch> epochs) {
        return epochs.stream().mapToInt(each -> each.chain().tracks().size()).sum();
    }

    public byte[] toBytes() {
        return StateFormat.write(this).toByteArray();
    }

    /** Reads what {@link #toBytes()} wrote. */
    public static EdgeState of(byte[] bytes) {
        try {
            return StateFormat.read(DecoderState.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a decoder's state", e);
        }
    }
}
