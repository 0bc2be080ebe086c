package dev.millrace.gateway.amqp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The ledger as JSON: what went over and what was seen on either side, by exchange, direction and minute. */
final class LedgerPage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Instant since;
    private final List<Line> lines;
    private final Optional<Audit> audit;

    LedgerPage(Instant since, List<Line> lines, Optional<Audit> audit) {
        this.since = since;
        this.lines = List.copyOf(lines);
        this.audit = audit;
    }

    ObjectNode json() {
        var page = JSON.objectNode().put("since", since.toString()).put("audited", audit.isPresent());
        audit.ifPresent(each -> page.put("gaps", each.gaps()));
        var array = page.putArray("lines");
        lines.stream()
                .sorted(Comparator.comparing(Line::exchange).thenComparing(Line::direction))
                .forEach(line -> array.add(json(line)));
        return page;
    }

    private ObjectNode json(Line line) {
        var row = JSON.objectNode()
                .put("exchange", line.exchange())
                .put("topic", line.topic())
                .put("direction", line.direction().name().toLowerCase(Locale.ROOT));
        row.set("carried", json(line.carried().total()));
        row.put("repeated", line.carried().repeated());
        if (audit.isPresent()) {
            row.set("onTopic", json(line.onTopic().total()));
            row.set(
                    "onExchange",
                    json(line.onExchange().total())
                            .put("repeated", line.onExchange().repeated()));
            row.put("equal", line.onTopic().total().equals(line.onExchange().total()));
        }
        minutes(line, row);
        return row;
    }

    private void minutes(Line line, ObjectNode row) {
        var carried = line.carried().minutes();
        var onTopic = line.onTopic().minutes();
        var onExchange = line.onExchange().minutes();
        var all = new TreeSet<>(carried.keySet());
        all.addAll(onTopic.keySet());
        all.addAll(onExchange.keySet());
        var array = row.putArray("minutes");
        for (var minute : all) {
            var each = array.addObject().put("minute", minute.toString());
            each.set("carried", json(carried.getOrDefault(minute, Tally.NONE)));
            if (audit.isEmpty()) continue;
            each.set("onTopic", json(onTopic.getOrDefault(minute, Tally.NONE)));
            each.set("onExchange", json(onExchange.getOrDefault(minute, Tally.NONE)));
        }
    }

    /** The hash as hexadecimal digits, since scripts round large numbers. */
    private static ObjectNode json(Tally tally) {
        return JSON.objectNode()
                .put("count", tally.count())
                .put("bytes", tally.bytes())
                .put("hash", String.format("%016x", tally.hash()));
    }
}
