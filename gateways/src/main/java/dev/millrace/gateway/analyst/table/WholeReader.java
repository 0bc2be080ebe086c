package dev.millrace.gateway.analyst.table;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Reads one list, map or self-holding message as JSON out of a parsed message. Immutable.
 *
 * @param path the messages that hold it, from the outermost
 */
record WholeReader(List<FieldDescriptor> path, FieldDescriptor field, int leaf) {

    static List<WholeReader> of(List<Target> targets, IntPredicate isWanted) {
        var readers = new ArrayList<WholeReader>();
        collect(List.of(), targets, isWanted, readers);
        return List.copyOf(readers);
    }

    void read(Message message, Cells cells) {
        var holder = message;
        for (var step : path) {
            if (!holder.hasField(step)) return;
            holder = (Message) holder.getField(step);
        }
        if (field.isRepeated() || holder.hasField(field))
            cells.set(leaf, MessageText.of(field, holder.getField(field)));
    }

    private static void collect(
            List<FieldDescriptor> path, List<Target> targets, IntPredicate isWanted, List<WholeReader> onto) {
        for (var target : targets) {
            if (target instanceof Target.Whole whole && isWanted.test(whole.leaf())) {
                onto.add(new WholeReader(path, whole.field(), whole.leaf()));
            } else if (target instanceof Target.Nested nested) {
                var deeper = new ArrayList<>(path);
                deeper.add(nested.field());
                collect(List.copyOf(deeper), nested.fields(), isWanted, onto);
            }
        }
    }
}
