package dev.millrace.faults;

/** One thing that goes wrong. */
@FunctionalInterface
interface Step {

    void take() throws Exception;
}
