package dev.millrace.launcher.catalogue;

import dev.millrace.topic.Partitions;
import dev.millrace.topic.Policy;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue as a Markdown table, as it stands in {@code docs/architecture.md}. */
public final class CatalogueTable {

    private static final String HEAD = """
            | topic | key | message | carries | partitions | kept |
            |---|---|---|---|---|---|
            """;

    private CatalogueTable() {}

    public static String markdown(Topics topics) {
        return topics.all().stream().map(CatalogueTable::row).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String row(Topic<?> topic) {
        return String.join(
                " | ",
                "| `" + topic.name() + "`",
                topic.key(),
                "`" + topic.message().getDescriptorForType().getFullName() + "`",
                topic.carries(),
                spread(topic.spread()),
                kept(topic.policy()) + " |");
    }

    private static String spread(Partitions.Spread spread) {
        if (spread == Partitions.Spread.FOREIGN) return "5, or as it is";
        return spread == Partitions.Spread.SINGLE ? "1" : spread.name().toLowerCase(Locale.ROOT);
    }

    private static String kept(Policy policy) {
        if (policy instanceof Policy.Keep keep) {
            var bytes = keep.bytes() < 0 ? "" : ", " + (keep.bytes() >> 30) + " GiB a partition";
            return time(keep.age()) + bytes;
        }
        return "the newest of each key";
    }

    private static String time(Duration age) {
        if (age.toDays() > 0) return age.toDays() == 1 ? "a day" : age.toDays() + " days";
        if (age.toHours() > 0) return age.toHours() == 1 ? "an hour" : age.toHours() + " hours";
        return age.toMinutes() + " minutes";
    }
}
