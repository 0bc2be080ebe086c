package dev.millrace.gateway.hub.video;

/** What a binary message of a video producer turned out to be. */
sealed interface Arrived permits H264Packet, Arrived.Rejected {

    /** @param reason a closed word, for counting */
    record Rejected(String reason) implements Arrived {

        /** Too short for its header. */
        static final Rejected TRUNCATED = new Rejected("truncated");

        static final Rejected UNKNOWN_TYPE = new Rejected("unknown-type");

        /** A header and nothing behind it. */
        static final Rejected EMPTY = new Rejected("empty");
    }
}
