package dev.millrace.gateway;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what no route could answer, as a request that is not HTTP, with a problem body. */
final class ErrorText extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var status = response.getStatus();
        new Problem(status, HttpStatus.getMessage(status), "the request could not be served")
                .answer(response, callback);
        return true;
    }
}
