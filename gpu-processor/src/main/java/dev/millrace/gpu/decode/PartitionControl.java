package dev.millrace.gpu.decode;

/** What of the packets' topic is read, and from where. Takes effect a little later; from any thread. */
interface PartitionControl {

    /** Reads on from this offset. */
    void goTo(int partition, long offset);

    /** Reads from this offset again, unless that is still to come. */
    void goBackTo(int partition, long offset);

    void pause(int partition);

    void resume(int partition);
}
