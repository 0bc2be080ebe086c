package dev.millrace.connect.sink;

import org.apache.kafka.common.config.ConfigException;

/** One column of the staging table: its name, its type in SQL, and where in a record its value is. */
record Column(String name, String type, FieldPath path) {

    /** @param definition as {@code double precision speed.value}: a type, a space, a path */
    static Column parse(String name, String definition) {
        var text = definition.strip();
        var space = text.lastIndexOf(' ');
        if (!name.matches("[a-z_][a-z0-9_]*"))
            throw new ConfigException("a column's name is of a-z, 0-9 and _: " + name);
        if (space < 0) throw new ConfigException("column." + name, definition, "must be a type and a path");
        return new Column(name, text.substring(0, space).strip(), FieldPath.of(text.substring(space + 1)));
    }

    /** As it stands in a CREATE TABLE. */
    String definition() {
        return name + " " + type;
    }
}
