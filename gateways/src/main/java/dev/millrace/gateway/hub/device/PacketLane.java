package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.SocketHandler;

/** Takes H.264 packets that devices send among other things, as it takes those of producers. Thread-safe. */
public interface PacketLane {

    /** Whether a binary message has the shape of a packet. */
    boolean fits(byte[] message);

    /** A producer of the device's own stream, to be told of its binary messages and of its end. */
    SocketHandler open(DeviceSession session);
}
