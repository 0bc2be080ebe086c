package dev.millrace.launcher.platform;

import dev.millrace.part.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to run and where, as {@code launcher.yaml} lists it.
 *
 * @param directory where everything is kept
 * @param only the capabilities to run; empty for all
 * @param kafka empty to start a broker, else the address of one
 * @param schemaRegistry empty to start a registry, else the URL of one
 */
public record PlatformSettings(
        Path directory,
        List<String> only,
        String kafka,
        String schemaRegistry,
        String jdbc,
        Where registry,
        Where topology,
        Where gateway,
        Where logger,
        Where gpu,
        Where database,
        Where connect,
        Where amqp,
        Ports ports,
        Heap heap) {

    private static final String FILE = "launcher.yaml";

    record Where(Placement as) {}

    /** One port each; 0 for a free one. */
    record Ports(
            int console, int hub, int telemetry, int kafka, int schemaRegistry, int connect, int database, int amqp) {}

    /** The largest heap of each child process, as Java's -Xmx takes it. */
    record Heap(
            String broker,
            String registry,
            String topology,
            String gateway,
            String logger,
            String gpu,
            String database,
            String connect,
            String amqp) {}

    public PlatformSettings {
        only = List.copyOf(only);
        if (!kafka.isEmpty() && !kafka.matches("[^:/]+:\\d+")) {
            throw new IllegalArgumentException("kafka is host:port, not " + kafka);
        }
        if (!schemaRegistry.isEmpty() && !schemaRegistry.startsWith("http")) {
            throw new IllegalArgumentException("schema-registry is a URL, not " + schemaRegistry);
        }
        if (!jdbc.isEmpty() && !jdbc.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("jdbc begins with jdbc:postgresql:, unlike " + jdbc);
        }
        if (database.as() == Placement.HERE || connect.as() == Placement.HERE) {
            throw new IllegalArgumentException("database and connect run as child or elsewhere, not here");
        }
        if (amqp.as() == Placement.HERE || gpu.as() == Placement.HERE) {
            throw new IllegalArgumentException("amqp and gpu run as child or elsewhere, not here");
        }
    }

    /** Whether an AMQP broker is to be started for the bridge. */
    boolean hasOwnAmqp() {
        return amqp.as() == Placement.CHILD && runs("hub");
    }

    /** Whether what passes is to be kept in a database: where something runs that is worth it. */
    boolean isArchived() {
        return connect.as() != Placement.ELSEWHERE && runs("telemetry");
    }

    /** Whether that database is the launcher's own. */
    boolean hasOwnDatabase() {
        return isArchived() && jdbc.isEmpty() && database.as() != Placement.ELSEWHERE;
    }

    /** Whether somebody is to make pictures of video here. */
    boolean hasPictures() {
        return gpu.as() == Placement.CHILD && runs("hub");
    }

    /** Whether a capability is to run. */
    boolean runs(String capability) {
        return only.isEmpty() || only.contains(capability);
    }

    /**
     * The settings, and what was said beyond them.
     *
     * @param forParts keys that the launcher does not know: settings of the parts
     * @param given keys of the launcher's own that someone chose
     * @param supabase the database that the legacy variables name
     */
    public record Read(
            PlatformSettings settings, Map<String, String> forParts, Set<String> given, Optional<Supabase> supabase) {

        public Read {
            forParts = Map.copyOf(forParts);
            given = Set.copyOf(given);
        }
    }

    /** The defaults, overlaid by the environment and by {@code choices}. */
    public static Read read(Map<String, String> environment, Map<String, String> choices) {
        var settings = Settings.defaults(PlatformSettings.class, FILE).with(environment, Map.of());
        var known = new HashSet<String>();
        settings.keys().forEach(known::add);
        var forParts = new LinkedHashMap<String, String>();
        var given = new HashSet<String>();
        for (var key : known) {
            if (environment.containsKey(Settings.variable(key))) given.add(key);
        }
        var all = new LinkedHashMap<String, String>();
        if (Supabase.isOff(environment)) all.put("connect.as", Placement.ELSEWHERE.text());
        var supabase = Supabase.of(environment);
        supabase.ifPresent(database -> all.put("jdbc", database.jdbc()));
        all.putAll(choices);
        for (var choice : all.entrySet()) {
            if (known.contains(choice.getKey())) {
                settings = settings.with(choice.getKey(), choice.getValue());
                given.add(choice.getKey());
            } else {
                forParts.put(choice.getKey(), choice.getValue());
            }
        }
        return new Read(settings.as("", PlatformSettings.class), forParts, given, supabase);
    }
}
