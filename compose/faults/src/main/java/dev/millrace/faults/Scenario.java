package dev.millrace.faults;

import java.util.function.Consumer;

/** A way for things to go wrong, and what must hold all the same. */
interface Scenario {

    String name();

    /** What is broken while what goes on, in a sentence. */
    String story();

    /** @param readings to be acknowledged in all, where it is readings that are acknowledged */
    Verdict run(int readings, Consumer<String> progress) throws Exception;
}
