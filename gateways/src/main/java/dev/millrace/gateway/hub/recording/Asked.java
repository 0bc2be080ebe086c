package dev.millrace.gateway.hub.recording;

import dev.millrace.gateway.Problem;

/** What a client asked for, or why that cannot be. */
sealed interface Asked permits RecordingRequest, Asked.Refused {

    record Refused(Problem problem) implements Asked {}
}
