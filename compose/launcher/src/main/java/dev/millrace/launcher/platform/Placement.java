package dev.millrace.launcher.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** Where a part runs. */
enum Placement {
    /** In the launcher's own JVM. */
    HERE,
    /** As a process of its own, watched by the launcher. */
    CHILD,
    /** Started and watched by someone else. */
    ELSEWHERE;

    @JsonCreator
    static Placement of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is here, child or elsewhere, not " + text));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
