package dev.millrace.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A producer of 25 pictures a second, each 25th a keyframe; their content is noise. */
final class Camera implements AutoCloseable {

    private static final byte[] SPS = {0, 0, 0, 1, 0x67, 0x42, (byte) 0xC0, 0x1E, (byte) 0xD9, 0x01};
    private static final byte[] PPS = {0, 0, 0, 1, 0x68, (byte) 0xCE, 0x38, (byte) 0x80};
    private static final int RATE = 25;
    private static final int PICTURE_BYTES = 20_000;

    private final WebSocket socket;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong sent = new AtomicLong();

    Camera(URI producers) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(producers, new WebSocket.Listener() {})
                .join();
        send(configuration(1, SPS));
        send(configuration(2, PPS));
        clock.scheduleAtFixedRate(this::picture, 0, 1_000 / RATE, TimeUnit.MILLISECONDS);
    }

    long sent() {
        return sent.get();
    }

    private void picture() {
        send(frame(sent.getAndIncrement() % RATE == 0));
    }

    private void send(byte[] packet) {
        socket.sendBinary(ByteBuffer.wrap(packet), true).join();
    }

    private static byte[] configuration(int type, byte[] data) {
        return ByteBuffer.allocate(13 + data.length)
                .putInt(13 + data.length)
                .put((byte) type)
                .putLong(1)
                .put(data)
                .array();
    }

    private static byte[] frame(boolean isKeyframe) {
        return ByteBuffer.allocate(21 + PICTURE_BYTES)
                .putInt(21 + PICTURE_BYTES)
                .put((byte) (isKeyframe ? 3 : 4))
                .putLong(System.nanoTime() / 1_000)
                .putInt(PICTURE_BYTES)
                .putInt(isKeyframe ? 1 : 0)
                .putInt(1)
                .put((byte) (isKeyframe ? 0x65 : 0x41))
                .put((byte) 0x88)
                .array();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        socket.abort();
    }
}
