package dev.millrace.registry;

import dev.millrace.registry.Entry.Registered;
import dev.millrace.topic.schema.Level;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the entries of the topic add up to. Thread-safe; every answer is a copy. */
final class Catalogue {

    private final Map<String, TreeMap<Integer, Registered>> subjects = new TreeMap<>();
    private final Map<Integer, StoredSchema> byId = new HashMap<>();
    private final Map<String, Integer> idByContent = new HashMap<>();
    private final Map<Optional<String>, Level> levels = new HashMap<>();
    private int lastId;

    synchronized void apply(Entry entry) {
        if (entry instanceof Registered each) {
            put(each);
            remember(each.schema());
        } else if (entry instanceof Entry.Erased each) {
            erase(each);
        } else if (entry instanceof Entry.SubjectDeleted each) {
            versionsOf(each.subject(), true).stream()
                    .filter(version -> version.version() <= each.upToVersion())
                    .forEach(version -> put(version.deleted()));
        } else if (entry instanceof Entry.LevelSet each) {
            each.level()
                    .ifPresentOrElse(level -> levels.put(each.subject(), level), () -> levels.remove(each.subject()));
        }
    }

    private void put(Registered version) {
        subjects.computeIfAbsent(version.subject(), name -> new TreeMap<>()).put(version.version(), version);
    }

    private void remember(StoredSchema schema) {
        lastId = Math.max(lastId, schema.id());
        byId.put(schema.id(), schema);
        idByContent.putIfAbsent(schema.content(), schema.id());
    }

    private void erase(Entry.Erased erased) {
        var versions = subjects.get(erased.subject());
        if (versions == null) return;
        versions.remove(erased.version());
        if (versions.isEmpty()) subjects.remove(erased.subject());
    }

    synchronized SortedSet<String> subjects(boolean withDeleted) {
        var names = new TreeSet<String>();
        for (var name : subjects.keySet()) {
            if (!versionsOf(name, withDeleted).isEmpty()) names.add(name);
        }
        return names;
    }

    /** In the order of their versions. */
    synchronized List<Registered> versionsOf(String subject, boolean withDeleted) {
        return versions(subject)
                .filter(version -> withDeleted || !version.isDeleted())
                .toList();
    }

    private Stream<Registered> versions(String subject) {
        var versions = subjects.get(subject);
        return versions == null ? Stream.empty() : versions.values().stream();
    }

    synchronized Optional<StoredSchema> schema(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<Registered> usesOf(int id, boolean withDeleted) {
        return subjects.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(version -> version.schema().id() == id && (withDeleted || !version.isDeleted()))
                .sorted(Comparator.comparing(Registered::subject).thenComparing(Registered::version))
                .toList();
    }

    /** The id of what says the same, or the next free one. */
    synchronized int idFor(String content) {
        return idByContent.getOrDefault(content, lastId + 1);
    }

    synchronized int nextVersion(String subject) {
        return versions(subject).mapToInt(Registered::version).max().orElse(0) + 1;
    }

    /** As set for the subject itself, or for all when empty. */
    synchronized Optional<Level> level(Optional<String> subject) {
        return Optional.ofNullable(levels.get(subject));
    }
}
