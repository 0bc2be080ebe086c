package dev.millrace.topic.serde;

import org.apache.kafka.common.KafkaException;

/** The registry refuses a schema: it would break the readers of an earlier version, or it is not valid. */
public final class SchemaRefused extends KafkaException {

    private static final long serialVersionUID = 1;

    SchemaRefused(String message) {
        super(message);
    }
}
