package dev.millrace.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.millrace.launcher.catalogue.CatalogueTable;
import dev.millrace.launcher.catalogue.TopicOffsets;
import dev.millrace.launcher.catalogue.TopicRate;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the catalogue with the offsets and rates of a running platform. */
@Command(
        name = "topics",
        description = "Shows every topic of a running platform: records, offsets and rates.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TopicsCommand implements Callable<Integer> {

    private static final Duration APART = Duration.ofSeconds(1);

    @Mixin
    private RunningPlatform platform = new RunningPlatform();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The namespace whose topics to show; none by default.")
    private String namespace = "";

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean isJson;

    @Option(names = "--markdown", description = "The catalogue alone, as a table in Markdown; needs no platform.")
    private boolean isMarkdown;

    @Override
    public Integer call() throws JsonProcessingException, InterruptedException {
        var topics = Topics.in(new Namespace(namespace));
        if (isMarkdown) {
            System.out.print(CatalogueTable.markdown(topics));
            return 0;
        }
        var rates = rates(topics);
        if (isJson) {
            var json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            System.out.println(json.writeValueAsString(rates));
        } else {
            print(rates, Screen.standard());
        }
        return 0;
    }

    private List<TopicRate> rates(Topics topics) throws InterruptedException {
        try (var offsets = new TopicOffsets(platform.address("kafka"), topics)) {
            var before = offsets.read();
            var began = System.nanoTime();
            Thread.sleep(APART.toMillis());
            var after = offsets.read();
            return TopicRate.between(topics, before, after, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static void print(List<TopicRate> rates, Screen screen) {
        screen.print(screen.bold(String.format(
                "%-22s %-14s %10s %12s %12s %10s", "TOPIC", "KEY", "PARTITIONS", "RECORDS", "END", "OFFSETS/S")));
        for (var rate : rates) {
            var line = String.format(
                    Locale.ROOT,
                    "%-22s %-14s %10d %12d %12d %10.1f",
                    rate.topic(),
                    rate.key(),
                    rate.partitions(),
                    rate.records(),
                    rate.end(),
                    rate.perSecond());
            screen.print(rate.perSecond() > 0 ? line : screen.faint(line));
        }
    }
}
