package dev.millrace.topic.schema;

import java.util.ArrayList;
import java.util.List;

/** Compares schemas version by version, a pure function of its arguments. */
public record Compatibility(Rules rules, Level level) {

    /** @param older in the order of their versions, the last one last */
    public List<Incompatibility> check(ProtoSchema candidate, List<ProtoSchema> older) {
        var from = level.isTransitive() ? 0 : Math.max(0, older.size() - 1);
        return older.subList(from, older.size()).stream()
                .flatMap(before -> between(before, candidate).stream())
                .distinct()
                .toList();
    }

    private List<Incompatibility> between(ProtoSchema before, ProtoSchema candidate) {
        var found = new ArrayList<Incompatibility>();
        if (level.isBackward()) found.addAll(FileChanges.between(before.file(), candidate.file()));
        if (level.isForward()) found.addAll(FileChanges.between(candidate.file(), before.file()));
        found.removeIf(change -> rules.allow(change.kind()));
        return found;
    }
}
