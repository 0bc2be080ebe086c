package dev.millrace.gateway.hub.upload;

import java.time.Instant;

/**
 * An upload that can be gone on with after any interruption, as it is on the disk now.
 *
 * @param plan what was said when it was created
 * @param offset bytes of it that are on the disk for good
 * @param expires when it is forgotten, unless it goes on
 */
record ResumableUpload(Plan plan, long offset, Instant expires) {

    /**
     * @param name that the file will have
     * @param metadata as the client sent it
     */
    record Plan(String id, String name, long length, String metadata) {}

    boolean isFinished() {
        return offset == plan.length;
    }
}
