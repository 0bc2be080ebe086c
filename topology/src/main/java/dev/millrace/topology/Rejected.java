package dev.millrace.topology;

/**
 * Input that a step cannot use, as a value.
 *
 * @param reason a word of a closed list, for counting
 * @param message a sentence for people
 */
public record Rejected(String reason, String message) {}
