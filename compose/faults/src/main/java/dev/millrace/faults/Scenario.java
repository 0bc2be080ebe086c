package dev.millrace.faults;

import java.util.function.Consumer;

/** A way for things to go wrong, and what must hold all the same. */
interface Scenario {

    String name();

    /** What is broken while what goes on, in a sentence. */
    String story();

    /** @param messages to be sent, or to be acknowledged where they are */
    Outcome run(int messages, Consumer<String> progress) throws Exception;
}
