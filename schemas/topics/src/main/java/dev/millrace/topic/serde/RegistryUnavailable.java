package dev.millrace.topic.serde;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** The schema registry cannot be reached or cannot answer now; the same call may succeed later. */
public final class RegistryUnavailable extends RetriableException {

    private static final long serialVersionUID = 1;

    RegistryUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
