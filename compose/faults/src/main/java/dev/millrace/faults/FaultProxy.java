package dev.millrace.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A TCP link on loopback that can be cut, held and mended while connections run over it. Thread-safe.
 *
 * <p>A cut link refuses new connections and resets those that are open; a held one stays open and passes nothing on,
 * as when a cable is pulled.
 */
final class FaultProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final InetSocketAddress target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private volatile boolean isCut;
    private boolean isHeld;

    FaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        isCut = true;
        open.forEach(FaultProxy::reset);
    }

    void hold() {
        lock.lock();
        try {
            isHeld = true;
        } finally {
            lock.unlock();
        }
    }

    void mend() {
        isCut = false;
        lock.lock();
        try {
            isHeld = false;
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                if (isCut) reset(client);
                else threads.submit(() -> connect(client));
            } catch (IOException e) {
                // Closed, or a client that has gone already.
            }
        }
    }

    private void connect(Socket client) {
        var server = new Socket();
        open.add(client);
        open.add(server);
        try {
            server.connect(target, 2_000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            threads.submit(() -> pass(client, server));
            pass(server, client);
        } catch (IOException e) {
            reset(client);
            reset(server);
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException | InterruptedException e) {
            reset(from);
            reset(to);
        } finally {
            open.remove(from);
        }
    }

    private void copy(InputStream from, OutputStream to) throws IOException, InterruptedException {
        var buffer = new byte[BUFFER_BYTES];
        for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            awaitMended();
            to.write(buffer, 0, count);
        }
    }

    private void awaitMended() throws InterruptedException {
        lock.lock();
        try {
            while (isHeld) mended.await();
        } finally {
            lock.unlock();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Gone already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        mend();
        threads.shutdownNow();
    }
}
