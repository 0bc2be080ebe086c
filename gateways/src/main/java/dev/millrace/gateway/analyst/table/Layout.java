package dev.millrace.gateway.analyst.table;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lays a message type out as columns. A field is a column; a message in it is a STRUCT whose fields are leaves of their
 * own, so that a scan of {@code speed.value} decodes nothing else; lists and maps are read as a whole.
 */
final class Layout {

    private final List<Leaf> leaves = new ArrayList<>(List.of(Leaf.BIGINT, Leaf.INTEGER, Leaf.BIGINT, Leaf.TEXT));
    private final List<Column> columns = new ArrayList<>(List.of(
            new Column(
                    "_time",
                    "TIMESTAMP WITH TIME ZONE",
                    leaf -> "make_timestamptz(" + leaf.apply(TopicTable.TIME) + ")"),
            new Column("_key", "VARCHAR", leaf -> leaf.apply(TopicTable.KEY)),
            new Column("_partition", "INTEGER", leaf -> leaf.apply(TopicTable.PARTITION)),
            new Column("_offset", "BIGINT", leaf -> leaf.apply(TopicTable.OFFSET))));
    private final List<Target> fields = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Layout(Descriptor type) {
        columns.forEach(column -> names.add(column.name()));
        for (var field : type.getFields()) {
            var placed = place(field, Set.of(type.getFullName()));
            fields.add(placed.target());
            columns.add(new Column(free(field.getName()), placed.type(), placed.value()));
        }
    }

    List<Leaf> leaves() {
        return leaves;
    }

    List<Column> columns() {
        return columns;
    }

    List<Target> fields() {
        return fields;
    }

    private record Placed(Target target, String type, Column.Expression value) {}

    /** @param within the types that hold the field, from the outermost */
    private Placed place(FieldDescriptor field, Set<String> within) {
        if (field.isRepeated()) return whole(field);
        if (field.getJavaType() != JavaType.MESSAGE) return simple(field);
        if (within.contains(field.getMessageType().getFullName())) return whole(field);
        return nested(field, within);
    }

    private Placed simple(FieldDescriptor field) {
        var kind = Leaf.of(field);
        var leaf = add(kind);
        Column.Expression value =
                kind == Leaf.BYTES ? name -> "from_base64(" + name.apply(leaf) + ")" : name -> name.apply(leaf);
        return new Placed(new Target.Simple(field, leaf), kind.sqlType(), value);
    }

    private Placed whole(FieldDescriptor field) {
        var leaf = add(Leaf.TEXT);
        var structure = Structure.of(field);
        return new Placed(new Target.Whole(field, leaf), structure.type(), name -> structure.parsed(name.apply(leaf)));
    }

    private Placed nested(FieldDescriptor field, Set<String> within) {
        var presence = add(Leaf.BOOLEAN);
        var inner = new HashSet<>(within);
        inner.add(field.getMessageType().getFullName());
        var parts = field.getMessageType().getFields().stream()
                .map(part -> place(part, inner))
                .toList();
        var target = new Target.Nested(
                field, presence, parts.stream().map(Placed::target).toList());
        // A STRUCT has at least one field.
        if (parts.isEmpty()) return new Placed(target, "BOOLEAN", name -> name.apply(presence));
        var type = parts.stream()
                .map(part -> Column.quoted(part.target().field().getName()) + " " + part.type())
                .collect(Collectors.joining(", ", "STRUCT(", ")"));
        return new Placed(
                target,
                type,
                name -> parts.stream()
                        .map(part -> Column.literal(part.target().field().getName()) + ": "
                                + part.value().over(name))
                        .collect(Collectors.joining(", ", "CASE WHEN " + name.apply(presence) + " THEN {", "} END")));
    }

    private int add(Leaf leaf) {
        leaves.add(leaf);
        return leaves.size() - 1;
    }

    /** SQL takes names for equal that differ in case alone. */
    private String free(String name) {
        var free = name;
        while (!names.add(free.toLowerCase(Locale.ROOT))) free += "_";
        return free;
    }
}
