package dev.millrace.connect.sink;

import dev.millrace.part.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * What one connector stores, and where.
 *
 * @param columns of the staging table {@code staged}
 * @param merge statements that bring {@code staged} into the tables
 * @param delete statements that delete what the keys in {@code gone} stand for; empty when tombstones are not taken
 * @param isNewestOnly of several records with one key in a batch only the last one counts
 */
record SinkSettings(
        Database.Address database,
        List<Column> columns,
        String merge,
        String delete,
        boolean isNewestOnly,
        Backoff backoff) {

    private static final String COLUMN = "column.";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define("database.url", Type.STRING, ConfigDef.NO_DEFAULT_VALUE, Importance.HIGH, "A jdbc:postgresql URL.")
            .define("database.user", Type.STRING, "", Importance.HIGH, "The role to connect as.")
            .define(
                    "database.password.file",
                    Type.STRING,
                    "",
                    Importance.HIGH,
                    "A file with the role's password, read at each connection; empty for none.")
            .define(
                    "database.timeout.ms",
                    Type.LONG,
                    60_000,
                    ConfigDef.Range.atLeast(1_000),
                    Importance.LOW,
                    "How long the database may be silent before the connection is given up.")
            .define(
                    "merge",
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    Importance.HIGH,
                    "SQL that brings the rows of the table staged into their own tables. Its columns are given by "
                            + "column.NAME, as a type and a path: double precision speed.value. The paths _key, _topic, "
                            + "_partition, _offset and _time are the record's own.")
            .define(
                    "delete",
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "SQL that deletes what the keys in the table gone(_key) stand for; needs keep=newest.")
            .define(
                    "keep",
                    Type.STRING,
                    "all",
                    ConfigDef.ValidString.in("all", "newest"),
                    Importance.MEDIUM,
                    "Whether all records of a batch are staged, or the newest of each key alone.")
            .define("retry.first.ms", Type.LONG, 250, Importance.LOW, "The first pause while the database is away.")
            .define("retry.longest.ms", Type.LONG, 10_000, Importance.LOW, "The longest pause.");

    static SinkSettings of(Map<String, String> properties) {
        var config = new AbstractConfig(DEFINITION, properties, false);
        var columns = columns(config.originalsWithPrefix(COLUMN));
        if (columns.isEmpty()) throw new ConfigException("at least one " + COLUMN + "NAME must be given");
        var isNewestOnly = config.getString("keep").equals("newest");
        if (!config.getString("delete").isBlank() && !isNewestOnly) {
            throw new ConfigException("delete needs keep=newest: rows are stored and deleted without order");
        }
        return new SinkSettings(
                new Database.Address(
                        config.getString("database.url"),
                        config.getString("database.user"),
                        config.getString("database.password.file"),
                        Duration.ofMillis(config.getLong("database.timeout.ms"))),
                columns,
                config.getString("merge"),
                config.getString("delete"),
                isNewestOnly,
                new Backoff(
                        Duration.ofMillis(config.getLong("retry.first.ms")),
                        Duration.ofMillis(config.getLong("retry.longest.ms"))));
    }

    boolean takesTombstones() {
        return !delete.isBlank();
    }

    private static List<Column> columns(Map<String, Object> given) {
        var columns = new ArrayList<Column>();
        for (var each : new TreeMap<>(given).entrySet()) {
            columns.add(Column.parse(each.getKey(), String.valueOf(each.getValue())));
        }
        return List.copyOf(columns);
    }
}
