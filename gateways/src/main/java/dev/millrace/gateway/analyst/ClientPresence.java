package dev.millrace.gateway.analyst;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * Whether the client that waits for an answer is still there.
 *
 * <p>Jetty does not read a connection while its request is being answered, so it would not notice. A client that waits
 * says nothing, so that anything that can be read means that it hangs up.
 */
final class ClientPresence implements AutoCloseable {

    private final Context context;
    private final EndPoint connection;
    private final Selector selector;
    private boolean isClosed;

    private ClientPresence(Context context, EndPoint connection, Selector selector) {
        this.context = context;
        this.connection = connection;
        this.selector = selector;
    }

    static ClientPresence of(Context context) throws IOException {
        var connection = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        var selector = Selector.open();
        if (connection.getTransport() instanceof SocketChannel channel && !channel.isBlocking()) {
            channel.register(selector, SelectionKey.OP_READ);
        }
        return new ClientPresence(context, connection, selector);
    }

    /** Whether a part of the answer has been written. */
    synchronized boolean hasBegunToHear() {
        return !isClosed && context.res().isCommitted();
    }

    /** Whether it has left. */
    synchronized boolean isGone() {
        if (isClosed) return false;
        try {
            selector.selectNow();
            return !connection.isOpen() || !selector.selectedKeys().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    /** Cuts the connection, which tells a client that an answer that has begun is not whole. */
    void cut() {
        connection.close();
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        selector.close();
    }
}
