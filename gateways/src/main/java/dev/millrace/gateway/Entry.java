package dev.millrace.gateway;

import dev.millrace.gateway.access.Access;
import dev.millrace.gateway.access.Admission;
import dev.millrace.gateway.access.Knock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets in who may come in, and tells browsers which other pages may read the answers. Thread-safe. */
final class Entry extends Handler.Wrapper {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern OPEN_TO_ALL = Pattern.compile("/|/health(/ready)?|/console(/.*)?|/favicon\\.ico");

    private final Access access;

    Entry(Access access, Handler next) {
        super(next);
        this.access = access;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var arrival = Arrival.of(request);
        var cors = new CrossOrigin(access, arrival.mounted().manners().cors());
        if (cors.preflight(request, response, callback)) return true;
        cors.allow(request, response);
        var admission = access.judge(knock(request, arrival));
        if (admission instanceof Admission.Denied denied) {
            if (denied.status() == 401) response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
            new Problem(denied.status(), denied.title(), denied.detail()).answer(response, callback);
            return true;
        }
        Arrival.principal(request, ((Admission.Admitted) admission).principal());
        return super.handle(request, response, callback);
    }

    private static Knock knock(Request request, Arrival arrival) {
        var isSocket = SocketEntry.isUpgrade(request);
        var isOwn = arrival.mounted().prefix().isEmpty();
        var host = request.getHeaders().get(HttpHeader.HOST);
        return new Knock(
                isOwn ? "" : arrival.mounted().name(),
                isOwn && OPEN_TO_ALL.matcher(arrival.path()).matches(),
                isSocket || !SAFE.contains(request.getMethod()),
                host == null ? "" : host,
                Optional.ofNullable(request.getHeaders().get(HttpHeader.ORIGIN)),
                bearer(request).or(() -> isSocket ? inQuery(request) : Optional.empty()));
    }

    private static Optional<String> bearer(Request request) {
        var header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ")
                ? Optional.of(header.substring(7).strip())
                : Optional.empty();
    }

    /** Scripts in browsers cannot give a socket's request a header. */
    private static Optional<String> inQuery(Request request) {
        return Optional.ofNullable(Request.extractQueryParameters(request).getValue("access_token"));
    }
}
