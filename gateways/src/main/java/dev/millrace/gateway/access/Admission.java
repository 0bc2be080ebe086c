package dev.millrace.gateway.access;

/** Whether a request may come in. */
public sealed interface Admission {

    record Admitted(String principal) implements Admission {}

    /** @param status as HTTP has it: 401, 403 or 421 */
    record Denied(int status, String title, String detail) implements Admission {}
}
