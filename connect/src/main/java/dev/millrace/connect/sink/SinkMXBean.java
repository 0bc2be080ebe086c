package dev.millrace.connect.sink;

/** What one task of a sink did and waits for, as JMX shows it. */
public interface SinkMXBean {

    /** Records stored or found to be stored already, tombstones included. */
    long getStored();

    /** Records that became dead letters. */
    long getRefused();

    /** What keeps the database from storing; empty when nothing does. */
    String getWaitingFor();

    /** Since when, in epoch milliseconds; 0 when it does not wait. */
    long getWaitingSince();
}
