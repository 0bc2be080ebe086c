package dev.millrace.gateway.analyst.table;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The wanted fields of one message type, found by their number. Immutable. */
final class FieldReaders {

    private static final int DENSE = 256;
    private static final int[] NONE = {};

    private final List<FieldReader> all;
    private final @Nullable FieldReader[] byNumber;

    private FieldReaders(List<FieldReader> all) {
        this.all = List.copyOf(all);
        var most = all.stream()
                .mapToInt(FieldReader::number)
                .filter(n -> n < DENSE)
                .max();
        byNumber = new FieldReader[most.orElse(-1) + 1];
        for (var reader : all) {
            if (reader.number() < byNumber.length) byNumber[reader.number()] = reader;
        }
    }

    static FieldReaders of(List<Target> targets, IntPredicate isWanted) {
        var readers = new ArrayList<FieldReader>();
        for (var target : targets) {
            if (target instanceof Target.Whole) continue;
            var rivals = rivals(target, targets).toArray();
            if (IntStream.of(rivals).noneMatch(isWanted)) rivals = NONE;
            var isRead = target.leaves().anyMatch(isWanted) && hasReader(target, isWanted);
            if (isRead || rivals.length > 0) readers.add(FieldReader.of(target, isWanted, isRead, rivals));
        }
        return new FieldReaders(readers);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** As in a message of which nothing is set. */
    void setDefaults(Cells cells) {
        for (var reader : all) reader.setDefault(cells);
    }

    /** Up to the end of the message. */
    void read(CodedInputStream in, Cells cells) throws IOException {
        for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
            var reader = reader(WireFormat.getTagFieldNumber(tag));
            if (reader != null && reader.takes(WireFormat.getTagWireType(tag))) {
                reader.read(in, cells);
            } else if (!in.skipField(tag)) {
                return;
            }
        }
    }

    private @Nullable FieldReader reader(int number) {
        if (number < byNumber.length) return byNumber[number];
        if (number < DENSE) return null;
        for (var reader : all) {
            if (reader.number() == number) return reader;
        }
        return null;
    }

    /** A nested message none of whose own leaves but lists is wanted is left to {@link WholeReader}. */
    private static boolean hasReader(Target target, IntPredicate isWanted) {
        if (target instanceof Target.Simple) return true;
        if (!(target instanceof Target.Nested nested)) return false;
        return isWanted.test(nested.presence())
                || nested.fields().stream()
                        .anyMatch(part -> part.leaves().anyMatch(isWanted) && hasReader(part, isWanted));
    }

    /** The leaves of the fields that a value of this one takes the place of. */
    private static IntStream rivals(Target target, List<Target> siblings) {
        var oneof = target.field().getRealContainingOneof();
        if (oneof == null) return IntStream.empty();
        return siblings.stream()
                .filter(sibling -> sibling != target && sibling.field().getRealContainingOneof() == oneof)
                .filter(sibling -> !(sibling instanceof Target.Whole))
                .flatMapToInt(Target::leaves);
    }
}
