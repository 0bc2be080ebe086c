package dev.millrace.gateway.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** A time server on the loopback that can be wrong in several ways. */
public final class SntpResponder implements AutoCloseable {

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private final DatagramSocket socket;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean isSilent;
    private volatile boolean isRepeating = true;
    private volatile int head = 0x24;
    private volatile int stratum = 2;

    public SntpResponder() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::answer, "sntp-responder");
        thread.setDaemon(true);
        thread.start();
    }

    public String name() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public SntpResponder ahead(Duration by) {
        ahead = by;
        return this;
    }

    /** On the way back. */
    SntpResponder delayed(Duration by) {
        delay = by;
        return this;
    }

    SntpResponder silent() {
        isSilent = true;
        return this;
    }

    SntpResponder unsynchronised() {
        head = 0xE4;
        return this;
    }

    SntpResponder ofStratum(int number) {
        stratum = number;
        return this;
    }

    /** Answers as one that has not seen the question. */
    SntpResponder repeatingNothing() {
        isRepeating = false;
        return this;
    }

    private void answer() {
        while (true) {
            var packet = new DatagramPacket(new byte[48], 48);
            try {
                socket.receive(packet);
                if (isSilent) continue;
                var question = ByteBuffer.wrap(packet.getData());
                var now = ntp(Instant.now().plus(ahead));
                var answer = ByteBuffer.allocate(48)
                        .put(0, (byte) head)
                        .put(1, (byte) stratum)
                        .putLong(24, isRepeating ? question.getLong(40) : 7)
                        .putLong(32, now)
                        .putLong(40, now);
                LockSupport.parkNanos(delay.toNanos());
                socket.send(new DatagramPacket(answer.array(), 48, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static long ntp(Instant instant) {
        return instant.getEpochSecond() + SECONDS_1900_TO_1970 << 32
                | ((long) instant.getNano() << 32) / 1_000_000_000L;
    }

    @Override
    public void close() {
        socket.close();
    }
}
