package dev.millrace.gateway;

import dev.millrace.part.ByteSize;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, times and logs every request, and gives every answer the headers that keep browsers careful. Thread-safe. */
final class Traffic extends Handler.Wrapper {

    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final String CONTENT_POLICY = "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:"
            + " blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:;"
            + " frame-ancestors 'none'; base-uri 'none'";

    private final MeterRegistry meters;
    private final long minRate;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** @param minRate of a body's bytes per second, on average */
    Traffic(MeterRegistry meters, ByteSize minRate, Handler next) {
        super(next);
        this.meters = meters;
        this.minRate = minRate.bytes();
        meters.gauge("millrace.gateway.requests.in.flight", inFlight);
    }

    /** Requests that have no answer yet, sockets aside. */
    int inFlight() {
        return inFlight.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var began = System.nanoTime();
        inFlight.incrementAndGet();
        Request.addCompletionListener(request, failure -> {
            inFlight.decrementAndGet();
            record(request, response, Duration.ofNanos(System.nanoTime() - began));
        });
        response.getHeaders()
                .put("X-Content-Type-Options", "nosniff")
                .put("Referrer-Policy", "no-referrer")
                .put("Content-Security-Policy", CONTENT_POLICY);
        return super.handle(new RequestBody(request, minRate), response, callback);
    }

    private void record(Request request, Response response, Duration took) {
        var arrival = Arrival.of(request);
        var route = request.getAttribute(RouteGuard.ROUTE) instanceof String path ? path : "none";
        var status = response.getStatus();
        meters.timer(
                        "millrace.gateway.requests",
                        "capability",
                        arrival.mounted().name(),
                        "route",
                        route,
                        "status",
                        status / 100 + "xx")
                .record(took);
        LOG.atDebug()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("capability", arrival.mounted().name())
                .addKeyValue("route", route)
                .addKeyValue("port", arrival.door().name())
                .addKeyValue("status", status)
                .addKeyValue("ms", took.toMillis())
                .log("request");
    }
}
