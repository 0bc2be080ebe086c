package dev.millrace.gateway.analyst.table;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The type of a list, a map or a message that travels as JSON.
 *
 * @param type as {@code DESCRIBE} shows it
 * @param json as DuckDB's {@code from_json} wants it
 */
record Structure(String type, String json, boolean isMap) {

    private static final Structure ANY = new Structure("JSON", "\"JSON\"", false);

    static Structure of(FieldDescriptor field) {
        return of(field, Set.of(field.getContainingType().getFullName()));
    }

    /** The SQL that makes a value of the JSON in {@code leaf}. */
    String parsed(String leaf) {
        if (this.equals(ANY)) return "CAST(" + leaf + " AS JSON)";
        var parsed = "from_json(" + leaf + ", " + Column.literal(json) + ")";
        return isMap ? "map_from_entries(" + parsed + ")" : parsed;
    }

    private static Structure of(FieldDescriptor field, Set<String> within) {
        var one = one(field, within);
        if (!field.isRepeated()) return one;
        return field.isMapField()
                ? map(field, one, within)
                : new Structure(one.type + "[]", "[" + one.json + "]", false);
    }

    private static Structure map(FieldDescriptor field, Structure entry, Set<String> within) {
        var parts = field.getMessageType().getFields();
        var key = of(parts.get(0), within).type;
        var value = of(parts.get(1), within).type;
        return new Structure("MAP(" + key + ", " + value + ")", "[" + entry.json + "]", true);
    }

    private static Structure one(FieldDescriptor field, Set<String> within) {
        if (field.getJavaType() != JavaType.MESSAGE) {
            var kind = Leaf.of(field);
            // Bytes within JSON stay text, in base64.
            var type = kind == Leaf.BYTES ? Leaf.TEXT.sqlType() : kind.sqlType();
            return new Structure(type, '"' + type + '"', false);
        }
        var message = field.getMessageType();
        if (within.contains(message.getFullName()) || message.getFields().isEmpty()) return ANY;
        var inner = new HashSet<>(within);
        inner.add(message.getFullName());
        List<String> types = new ArrayList<>();
        List<String> jsons = new ArrayList<>();
        for (var part : message.getFields()) {
            var structure = of(part, inner);
            // A map within JSON stays a list of its entries.
            var type = structure.isMap ? one(part, inner).type + "[]" : structure.type;
            types.add(Column.quoted(part.getName()) + " " + type);
            jsons.add('"' + part.getName() + "\":" + structure.json);
        }
        return new Structure("STRUCT(" + String.join(", ", types) + ")", "{" + String.join(",", jsons) + "}", false);
    }
}
