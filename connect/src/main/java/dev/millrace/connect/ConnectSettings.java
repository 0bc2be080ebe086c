package dev.millrace.connect;

import dev.millrace.part.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How topics are kept in a database; {@code connect.yaml} beside this class holds the defaults.
 *
 * @param port of the worker's REST interface, 0 for any free one
 * @param worker empty to run one here, or the URL of a Connect cluster
 * @param connectors names of templates
 * @param templates a directory of further templates; empty for none
 * @param patience how long a start waits for Kafka and the database
 * @param watch how often connectors are looked after
 * @param properties of the worker, the last word
 */
public record ConnectSettings(
        String host,
        int port,
        String worker,
        String group,
        List<String> connectors,
        String templates,
        Database database,
        Duration patience,
        Duration watch,
        Map<String, String> properties) {

    public ConnectSettings {
        connectors = List.copyOf(connectors);
        properties = Map.copyOf(properties);
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        if (group.isBlank()) throw new IllegalArgumentException("group must be given");
        if (patience.toMillis() < 1) throw new IllegalArgumentException("patience must be positive");
        if (watch.toMillis() < 100) throw new IllegalArgumentException("watch must be at least 100ms: " + watch);
    }

    /**
     * The database to keep topics in.
     *
     * @param schema of the tables
     * @param apiSchema of the read views
     * @param reader the role that may read the views
     */
    public record Database(
            String url,
            String user,
            String passwordFile,
            String schema,
            String apiSchema,
            String reader,
            String readerPasswordFile,
            boolean migrate) {

        private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

        public Database {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("url must begin with jdbc:postgresql:, not " + url);
            }
            requireName("schema", schema);
            requireName("api-schema", apiSchema);
            requireName("reader", reader);
        }

        private static void requireName(String key, String value) {
            if (!NAME.matcher(value).matches()) {
                throw new IllegalArgumentException(key + " must be of a-z, 0-9 and _, not " + value);
            }
        }

        /** The URL with the tables' schema in reach. */
        String tablesUrl() {
            return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
        }
    }

    /** The settings of a process that keeps topics: {@code cluster} and {@code connect}. */
    public static Settings defaults() {
        return Settings.defaults(ConnectSettings.class, "connect.yaml");
    }

    /** The defaults overlaid by environment, and by files and {@code key=value} pairs in their order. */
    static Settings read(String[] arguments, Map<String, String> environment) {
        var settings = defaults().with(environment, Map.of());
        for (var argument : arguments) {
            var pair = argument.split("=", 2);
            settings = pair.length == 2 ? settings.with(pair[0], pair[1]) : settings.with(Path.of(argument));
        }
        return settings;
    }
}
