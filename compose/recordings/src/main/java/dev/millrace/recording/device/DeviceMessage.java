package dev.millrace.recording.device;

/** One message that a device sends on {@code /ws/phone}. */
public interface DeviceMessage {

    /** The moment it is about, in epoch nanoseconds. */
    long timeNs();

    /**
     * The message as JSON text.
     *
     * @param shiftNs added to its moment; 0 gives the moment as it was recorded
     */
    String text(long shiftNs);
}
