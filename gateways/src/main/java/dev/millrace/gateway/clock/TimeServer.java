package dev.millrace.gateway.clock;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Asks one time server by SNTP (RFC 4330, RFC 5905): a datagram of 48 bytes each way. The request holds a random number
 * in place of our time, which the answer must repeat.
 *
 * @param name as HOST or HOST:PORT
 */
record TimeServer(String name) {

    private static final int BYTES = 48;
    private static final int DEFAULT_PORT = 123;
    private static final byte CLIENT_OF_VERSION_4 = 0x23;
    private static final int SERVER_MODE = 4;
    private static final int UNSYNCHRONISED = 3;
    private static final int MOST_STRATUM = 15;
    private static final long MOST_INHERENT_NS = 1_500_000_000L;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long SECONDS_OF_ERA = 1L << 32;
    private static final long NS = 1_000_000_000L;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** An answer that says nothing of the time. */
    static final class Unusable extends IOException {

        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /** @throws IOException when there is no usable answer in time */
    Measurement ask(Duration timeout) throws IOException {
        return ask(timeout, TimeServer::epochNs, System::nanoTime);
    }

    /**
     * @param clock that is to be corrected, in epoch nanoseconds
     * @param ticks by which time that goes by is taken; the measurement's own time is in it
     */
    private Measurement ask(Duration timeout, LongSupplier clock, LongSupplier ticks) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(address());
            var number = RANDOM.nextLong() | 1;
            var request = ByteBuffer.allocate(BYTES).put(0, CLIENT_OF_VERSION_4).putLong(40, number);
            var sentTick = ticks.getAsLong();
            var sent = clock.getAsLong();
            socket.send(new DatagramPacket(request.array(), BYTES));
            var deadline = sentTick + timeout.toNanos();
            while (true) {
                var answer = receive(socket, deadline - ticks.getAsLong());
                var receivedTick = ticks.getAsLong();
                if (answer.getLong(24) != number) continue;
                return measurement(answer, sent, receivedTick - sentTick, receivedTick);
            }
        }
    }

    private InetSocketAddress address() throws IOException {
        var colon = name.lastIndexOf(':');
        var hasPort = colon > 0 && name.indexOf(':') == colon;
        var host = hasPort ? name.substring(0, colon) : name;
        try {
            var port = hasPort ? Integer.parseInt(name.substring(colon + 1)) : DEFAULT_PORT;
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (IllegalArgumentException e) {
            throw new IOException("not a time server: " + name, e);
        }
    }

    private static ByteBuffer receive(DatagramSocket socket, long leftNs) throws IOException {
        var left = (int) (leftNs / 1_000_000);
        if (left < 1) throw new SocketTimeoutException("no answer in time");
        socket.setSoTimeout(left);
        var packet = new DatagramPacket(new byte[BYTES], BYTES);
        socket.receive(packet);
        if (packet.getLength() < BYTES) throw new Unusable("an answer of " + packet.getLength() + " bytes");
        return ByteBuffer.wrap(packet.getData());
    }

    private static Measurement measurement(ByteBuffer answer, long sent, long took, long atTick) throws Unusable {
        var head = answer.get(0) & 0xFF;
        var stratum = answer.get(1) & 0xFF;
        if ((head & 7) != SERVER_MODE) throw new Unusable("not a server's answer");
        if (head >> 6 == UNSYNCHRONISED) throw new Unusable("the server is not synchronised");
        if (stratum == 0 || stratum > MOST_STRATUM) throw new Unusable("a server of stratum " + stratum);
        if (answer.getLong(32) == 0 || answer.getLong(40) == 0) throw new Unusable("an answer without a time");
        var received = epochNs(answer.getLong(32));
        var transmitted = epochNs(answer.getLong(40));
        var roundTrip = took - (transmitted - received);
        if (transmitted < received || roundTrip < 0) throw new Unusable("an answer before the question");
        var inherent = shortNs(answer.getInt(4)) / 2 + shortNs(answer.getInt(8));
        if (inherent > MOST_INHERENT_NS) throw new Unusable("a server that may be off by " + inherent + " ns");
        var offset = (received - sent + (transmitted - (sent + took))) / 2;
        return new Measurement(atTick, offset, roundTrip, inherent);
    }

    /** NTP's count from 1900 turns over in 2036; its upper half is taken to be before. */
    static long epochNs(long ntp) {
        var seconds = ntp >>> 32;
        var era = seconds < SECONDS_OF_ERA / 2 ? SECONDS_OF_ERA : 0;
        var fraction = ((ntp & 0xFFFFFFFFL) * NS) >>> 32;
        return (seconds + era - SECONDS_1900_TO_1970) * NS + fraction;
    }

    private static long shortNs(int ntpShort) {
        return ((ntpShort & 0xFFFFFFFFL) * NS) >>> 16;
    }

    private static long epochNs() {
        var now = Instant.now();
        return now.getEpochSecond() * NS + now.getNano();
    }
}
