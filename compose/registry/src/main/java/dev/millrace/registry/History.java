package dev.millrace.registry;

import dev.millrace.registry.Entry.Registered;
import dev.millrace.topic.schema.Compatibility;
import dev.millrace.topic.schema.Level;
import dev.millrace.topic.schema.ProtoSchema;
import dev.millrace.topic.schema.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * The schemas of a subject so far, oldest first.
 *
 * @param unread versions that cannot be compared with: another type, or protobuf beyond what this registry reads
 */
record History(List<ProtoSchema> schemas, List<Integer> unread) {

    static History of(List<Registered> versions) {
        var schemas = new ArrayList<ProtoSchema>();
        var unread = new ArrayList<Integer>();
        for (var version : versions) {
            version.schema().proto().ifPresentOrElse(schemas::add, () -> unread.add(version.version()));
        }
        return new History(schemas, unread);
    }

    List<String> incompatibilities(ProtoSchema candidate, Level level) {
        if (level == Level.NONE) return List.of();
        var found = new ArrayList<String>();
        for (var version : unread) found.add("version " + version + " is not a protobuf schema this registry can read");
        for (var each : new Compatibility(Rules.WIRE, level).check(candidate, schemas)) {
            found.add(each.kind() + " " + each.path() + ": " + each.sentence());
        }
        return found;
    }
}
