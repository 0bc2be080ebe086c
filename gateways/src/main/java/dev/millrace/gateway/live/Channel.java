package dev.millrace.gateway.live;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** The sending side of a socket: one message at a time, each with its callback. */
interface Channel {

    void send(Payload payload, Callback callback);

    void close(int code, String reason);

    static Channel of(Session session) {
        return new Channel() {
            @Override
            public void send(Payload payload, Callback callback) {
                if (payload.isText()) session.sendText(payload.text(), callback);
                else session.sendBinary(payload.content(), callback);
            }

            @Override
            public void close(int code, String reason) {
                session.close(code, reason, Callback.NOOP);
            }
        };
    }
}
