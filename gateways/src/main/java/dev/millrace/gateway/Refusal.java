package dev.millrace.gateway;

import io.javalin.http.Context;
import java.time.Duration;

/** How a good request is refused that cannot be served now. */
public enum Refusal {
    /** With a problem body and {@code Retry-After}. */
    PROBLEM_JSON {
        @Override
        public void refuse(Context context, Problem problem, Duration retryAfter) {
            context.header("Retry-After", Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000)));
            problem.answer(context);
        }
    },
    /** Without a single byte of reply, for clients that take any reply for an acknowledgement. */
    CLOSE_CONNECTION {
        @Override
        public void refuse(Context context, Problem problem, Duration retryAfter) {
            Links.request(context)
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
        }
    };

    /** Handlers may call it themselves, also when an answer has been waited for. */
    public abstract void refuse(Context context, Problem problem, Duration retryAfter);
}
