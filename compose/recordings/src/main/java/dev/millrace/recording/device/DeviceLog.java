package dev.millrace.recording.device;

import java.util.OptionalLong;

/** What a device says, in the order of its saying; iterating again gives the same again. */
public interface DeviceLog extends Iterable<DeviceMessage> {

    /** What to call it in a table. */
    String title();

    /** How many messages there are; empty when it never ends. */
    OptionalLong length();
}
