package dev.millrace.recording.play;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a player has come.
 *
 * @param sent messages handed to the connection
 * @param acknowledged messages the server said it has; for a socket that does not answer, those the connection took
 * @param failed attempts that did not get through, to be repeated
 * @param refused messages the server answered with an error
 * @param skipped messages left out because the connection was away when they were due
 * @param bytes sent
 * @param total how many messages there are; empty when it never ends
 * @param behind how long the latest message was overdue
 * @param isConnected whether the latest attempt got through
 * @param isDone whether nothing more will be sent
 * @param trouble what went wrong last, empty when nothing did
 */
public record Progress(
        long sent,
        long acknowledged,
        long failed,
        long refused,
        long skipped,
        long bytes,
        OptionalLong total,
        Duration behind,
        boolean isConnected,
        boolean isDone,
        String trouble) {}
