package dev.millrace.topology;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Kafka hands to the policies that it constructs itself: the topology's {@link DeadLetters}, by property. */
final class Configured {

    static final String DEAD_LETTERS = "millrace.dead.letters";

    private @Nullable DeadLetters deadLetters;

    void configure(Map<String, ?> properties) {
        deadLetters = (DeadLetters) properties.get(DEAD_LETTERS);
    }

    DeadLetters deadLetters() {
        if (deadLetters == null) throw new IllegalStateException("configured without " + DEAD_LETTERS);
        return deadLetters;
    }
}
