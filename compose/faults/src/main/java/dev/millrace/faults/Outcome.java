package dev.millrace.faults;

/** What came of a scenario; its text is for people. */
interface Outcome {

    /** Whether everything that must hold held. */
    boolean isFaultless();
}
