package dev.millrace.registry;

import dev.millrace.registry.Entry.Registered;
import dev.millrace.registry.Refused.Code;
import dev.millrace.registry.SchemaLog.Decision;
import dev.millrace.topic.schema.Level;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What the registry does, apart from HTTP: answers from the catalogue, changes through the log. Thread-safe. */
final class Registrar {

    private final Catalogue catalogue;
    private final SchemaLog log;
    private final Level defaultLevel;

    Registrar(Catalogue catalogue, SchemaLog log, Level defaultLevel) {
        this.catalogue = catalogue;
        this.log = log;
        this.defaultLevel = defaultLevel;
    }

    /** The version that holds the schema, new if need be. A schema that is there already needs no Kafka. */
    Registered register(String subject, Submitted schema) {
        requireValid(subject);
        var known = find(subject, schema, false);
        if (known.isPresent()) return known.get();
        return log.write(() -> {
            var meanwhile = find(subject, schema, false);
            if (meanwhile.isPresent()) return new Decision<>(meanwhile.get(), List.of());
            var found = incompatibilities(schema, level(subject), catalogue.versionsOf(subject, false));
            if (!found.isEmpty()) {
                throw new Refused(
                        Code.INCOMPATIBLE,
                        "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                                + "\", details: " + found);
            }
            var stored = new StoredSchema(catalogue.idFor(schema.content()), StoredSchema.PROTOBUF, schema.text());
            var made = new Registered(subject, catalogue.nextVersion(subject), stored, false);
            return new Decision<>(made, List.of(made));
        });
    }

    private Optional<Registered> find(String subject, Submitted schema, boolean withDeleted) {
        return catalogue.versionsOf(subject, withDeleted).stream()
                .filter(version -> version.schema().content().equals(schema.content()))
                .reduce((older, newer) -> newer);
    }

    Registered lookUp(String subject, Submitted schema, boolean withDeleted) {
        requireVersions(subject, withDeleted);
        return find(subject, schema, withDeleted)
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema not found"));
    }

    SortedSet<String> subjects(boolean withDeleted) {
        return catalogue.subjects(withDeleted);
    }

    List<Registered> versions(String subject, boolean withDeleted) {
        return requireVersions(subject, withDeleted);
    }

    Registered version(String subject, VersionName name, boolean withDeleted) {
        return name.in(requireVersions(subject, withDeleted)).orElseThrow(name::notFound);
    }

    /** Another instance may have given the id away a moment ago, so look again before saying no. */
    StoredSchema schema(int id) {
        var known = catalogue.schema(id);
        if (known.isEmpty()) log.refresh();
        return catalogue
                .schema(id)
                .orElseThrow(() -> new Refused(Code.SCHEMA_NOT_FOUND, "Schema " + id + " not found"));
    }

    List<Registered> usesOf(int id, boolean withDeleted) {
        schema(id);
        return catalogue.usesOf(id, withDeleted);
    }

    /** @return the versions that were deleted */
    List<Integer> deleteSubject(String subject, boolean isPermanent) {
        return log.write(() -> {
            var all = requireVersions(subject, true);
            var live = all.stream().filter(each -> !each.isDeleted()).toList();
            if (isPermanent && !live.isEmpty()) {
                throw new Refused(
                        Code.SUBJECT_NOT_SOFT_DELETED,
                        "Subject '" + subject + "' was not deleted first before being permanently deleted");
            }
            if (!isPermanent && live.isEmpty()) {
                throw new Refused(
                        Code.SUBJECT_SOFT_DELETED,
                        "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
            }
            var gone = numbers(isPermanent ? all : live);
            List<Entry> entries = isPermanent
                    ? all.stream().map(each -> erased(each)).toList()
                    : List.of(new Entry.SubjectDeleted(subject, gone.get(gone.size() - 1)));
            return new Decision<>(gone, entries);
        });
    }

    /** @return the version that was deleted */
    int deleteVersion(String subject, VersionName name, boolean isPermanent) {
        return log.write(() -> {
            var all = requireVersions(subject, true);
            var version = name.in(name.number().isPresent() ? all : catalogue.versionsOf(subject, false))
                    .orElseThrow(name::notFound);
            var which = "Subject '" + subject + "' Version " + version.version();
            if (isPermanent && !version.isDeleted()) {
                throw new Refused(
                        Code.VERSION_NOT_SOFT_DELETED,
                        which + " was not deleted first before being permanently deleted");
            }
            if (!isPermanent && version.isDeleted()) {
                throw new Refused(
                        Code.VERSION_SOFT_DELETED,
                        which + " was soft deleted. Set permanent=true to delete permanently");
            }
            return new Decision<>(version.version(), List.of(isPermanent ? erased(version) : version.deleted()));
        });
    }

    /** Why the schema could not be registered, tried against one version, or as a registration would be. */
    List<String> tryOut(String subject, Optional<VersionName> version, Submitted schema) {
        var older = requireVersions(subject, false);
        if (version.isEmpty()) return incompatibilities(schema, level(subject), older);
        var one = version.get().in(older).orElseThrow(version.get()::notFound);
        return incompatibilities(schema, level(subject), List.of(one));
    }

    private static List<String> incompatibilities(Submitted schema, Level level, List<Registered> older) {
        return History.of(older).incompatibilities(schema.schema(), level);
    }

    /** As it applies to the subject. */
    Level level(String subject) {
        return catalogue.level(Optional.of(subject)).orElseGet(this::level);
    }

    /** As it applies to subjects without one of their own. */
    Level level() {
        return catalogue.level(Optional.empty()).orElse(defaultLevel);
    }

    Level levelOfItsOwn(String subject) {
        return catalogue
                .level(Optional.of(subject))
                .orElseThrow(() -> new Refused(
                        Code.SUBJECT_LEVEL_NOT_SET,
                        "Subject '" + subject + "' does not have subject-level compatibility configured"));
    }

    void setLevel(Optional<String> subject, Optional<Level> level) {
        subject.ifPresent(Registrar::requireValid);
        log.write(() -> new Decision<>("", List.of(new Entry.LevelSet(subject, level))));
    }

    private List<Registered> requireVersions(String subject, boolean withDeleted) {
        var versions = catalogue.versionsOf(subject, withDeleted);
        if (!versions.isEmpty()) return versions;
        throw new Refused(Code.SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
    }

    private static void requireValid(String subject) {
        boolean isValid =
                !subject.isBlank() && subject.length() <= 255 && subject.chars().noneMatch(Character::isISOControl);
        if (!isValid) throw new Refused(Code.INVALID_SUBJECT, "The specified subject is not a valid subject name");
    }

    private static Entry erased(Registered version) {
        return new Entry.Erased(version.subject(), version.version());
    }

    static List<Integer> numbers(List<Registered> versions) {
        return versions.stream().map(Registered::version).toList();
    }
}
