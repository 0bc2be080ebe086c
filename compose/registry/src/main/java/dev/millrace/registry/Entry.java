package dev.millrace.registry;

import dev.millrace.topic.schema.Level;
import java.util.Optional;

/** One record of the topic, as a fact. */
sealed interface Entry {

    /** The subject has this schema as this version. */
    record Registered(String subject, int version, StoredSchema schema, boolean isDeleted) implements Entry {
        Registered deleted() {
            return new Registered(subject, version, schema, true);
        }
    }

    /** The version is gone for good. */
    record Erased(String subject, int version) implements Entry {}

    /** All versions up to this one are deleted, and can still be looked at. */
    record SubjectDeleted(String subject, int upToVersion) implements Entry {}

    /**
     * The compatibility that is asked of a subject.
     *
     * @param subject of all subjects without a level of their own, when empty
     * @param level back to the default, when empty
     */
    record LevelSet(Optional<String> subject, Optional<Level> level) implements Entry {}

    /** A record that says nothing to this registry, but may to another. */
    record Other() implements Entry {}

    /** A record that cannot be read. */
    record Unreadable(String reason) implements Entry {}
}
