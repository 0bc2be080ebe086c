package dev.millrace.gateway.hub.upload;

import dev.millrace.part.ByteSize;
import java.time.Duration;

/**
 * Where uploads go and how much they may take.
 *
 * @param directory made with the first upload
 * @param quota of all files in it, finished or not
 * @param keepFree of the disk, whoever fills it
 * @param openFiles that one phone may be sending at a time
 * @param atOnce uploads by HTTP whose bytes are being taken
 * @param keepUnfinished since the last byte of an upload that does not go on
 */
public record UploadSettings(
        String directory,
        ByteSize largestFile,
        ByteSize quota,
        ByteSize keepFree,
        int openFiles,
        int atOnce,
        Duration keepUnfinished) {

    public UploadSettings {
        if (directory.isBlank()) throw new IllegalArgumentException("directory must name a folder");
        if (openFiles < 1 || atOnce < 1)
            throw new IllegalArgumentException("open-files and at-once must be at least 1");
        if (keepUnfinished.toMillis() < 1000)
            throw new IllegalArgumentException("keep-unfinished must be at least 1s: " + keepUnfinished);
    }
}
