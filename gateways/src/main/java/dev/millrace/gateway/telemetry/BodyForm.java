package dev.millrace.gateway.telemetry;

import dev.millrace.edge.Arrival;
import io.javalin.http.Context;
import java.util.Optional;

/** What a request says that its body is: by its content type under our own protocol, else by the legacy header. */
enum BodyForm {
    COMPRESSED {
        @Override
        Arrival packet(byte[] body) {
            return Arrival.compressed(body);
        }
    },
    FULL {
        @Override
        Arrival packet(byte[] body) {
            return Arrival.full(body);
        }
    },
    CLOSED_LOOP {
        @Override
        Arrival packet(byte[] body) {
            return Arrival.closedLoop(body);
        }

        @Override
        Arrival batch(byte[] body) {
            return Arrival.closedLoopBatch(body);
        }
    };

    abstract Arrival packet(byte[] body);

    /** Of the legacy messages only the full one has a batch. */
    Arrival batch(byte[] body) {
        return Arrival.fullBatch(body);
    }

    static BodyForm of(Context context) {
        var type = Optional.ofNullable(context.contentType()).map(text -> text.split(";", 2)[0].strip());
        if (type.filter(Arrival.CLOSED_LOOP::equalsIgnoreCase).isPresent()) return CLOSED_LOOP;
        return "true".equals(context.header("X-Compressed")) ? COMPRESSED : FULL;
    }
}
