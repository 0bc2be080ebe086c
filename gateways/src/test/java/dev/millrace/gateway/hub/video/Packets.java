package dev.millrace.gateway.hub.video;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Video packets as producers send them, and the Annex B bytes inside. */
public final class Packets {

    public static final byte[] SPS = nal(0x67, 0x42, 0xC0, 0x1F, 0x8C, 0x68);
    public static final byte[] PPS = nal(0x68, 0xCE, 0x3C, 0x80);

    private Packets() {}

    public static byte[] sps(byte[] data) {
        return configuration(1, data);
    }

    public static byte[] pps(byte[] data) {
        return configuration(2, data);
    }

    public static byte[] frame(int type, byte[] data) {
        return frame(type, data, ByteOrder.BIG_ENDIAN);
    }

    public static byte[] frame(int type, byte[] data, ByteOrder order) {
        return ByteBuffer.allocate(21 + data.length)
                .order(order)
                .putInt(21 + data.length)
                .put((byte) type)
                .putLong(1_000_000)
                .putInt(data.length)
                .putInt(type == 3 ? 1 : 0)
                .put(data)
                .array();
    }

    /** A picture of one IDR slice that carries its number. */
    public static byte[] idr(int number, int size) {
        return slice(0x65, number, size);
    }

    public static byte[] predicted(int number, int size) {
        return slice(0x41, number, size);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }

    static boolean isIdr(byte[] data) {
        return data.length > 4 && data[4] == 0x65;
    }

    static int number(byte[] slice) {
        return (slice[6] - 1) * 10_000 + (slice[7] - 1) * 100 + slice[8] - 1;
    }

    private static byte[] configuration(int type, byte[] data) {
        return ByteBuffer.allocate(13 + data.length)
                .putInt(13 + data.length)
                .put((byte) type)
                .putLong(1_000_000)
                .put(data)
                .array();
    }

    private static byte[] slice(int head, int number, int size) {
        var bytes = new byte[Math.max(12, size)];
        Arrays.fill(bytes, (byte) 0x55);
        bytes[0] = 0;
        bytes[1] = 0;
        bytes[2] = 0;
        bytes[3] = 1;
        bytes[4] = (byte) head;
        bytes[5] = (byte) 0x88;
        bytes[6] = (byte) (number / 10_000 % 100 + 1);
        bytes[7] = (byte) (number / 100 % 100 + 1);
        bytes[8] = (byte) (number % 100 + 1);
        return bytes;
    }

    private static byte[] nal(int... octets) {
        var bytes = new byte[4 + octets.length];
        bytes[3] = 1;
        for (var i = 0; i < octets.length; i++) bytes[4 + i] = (byte) octets[i];
        return bytes;
    }
}
