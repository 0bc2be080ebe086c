package dev.millrace.gateway.hub.upload;

import java.io.IOException;
import java.util.Locale;

/** An upload, or a part of it, was not taken; what was there before is as it was. */
final class UploadRefused extends IOException {

    private static final long serialVersionUID = 1;

    /** Why; in lower case, with dashes, the tag of the counter. */
    enum Reason {
        BAD_NAME,
        FILE_TOO_LARGE,
        /** All uploads together have what they may have. */
        QUOTA_USED_UP,
        DISK_FULL,
        DISK_FAILED,
        TOO_MANY_OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    UploadRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
