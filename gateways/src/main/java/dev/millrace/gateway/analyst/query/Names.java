package dev.millrace.gateway.analyst.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Names of columns, made different where two are the same. */
final class Names {

    private Names() {}

    static List<String> distinct(List<Heading> columns) {
        var taken = new HashSet<String>();
        var names = new ArrayList<String>();
        for (var column : columns) {
            var name = column.name();
            for (var n = 1; !taken.add(name); n++) name = column.name() + "_" + n;
            names.add(name);
        }
        return names;
    }
}
