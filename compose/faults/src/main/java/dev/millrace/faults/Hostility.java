package dev.millrace.faults;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Messages that no device sends: noise, and good ones that are cut, lie about themselves or hold noise. */
final class Hostility {

    private static final int LONGEST = 600;
    private static final int HEADER = 21;
    private static final int KINDS = 6;

    private final SplittableRandom random;

    Hostility(long seed) {
        this.random = new SplittableRandom(seed);
    }

    byte[] bytes() {
        var noise = new byte[random.nextInt(LONGEST)];
        random.nextBytes(noise);
        return switch (random.nextInt(KINDS)) {
            case 0 -> noise;
            case 1 -> packet(noise, random.nextInt(), random.nextInt());
            case 2 -> packet(noise, HEADER + noise.length, noise.length);
            case 3 -> units(noise);
            case 4 -> picture(noise);
            default -> cut(packet(noise, -1, Integer.MAX_VALUE));
        };
    }

    /** Never a message that a device may say. */
    String text() {
        var number = random.nextLong();
        return switch (random.nextInt(KINDS)) {
            case 0 -> "[".repeat(1 + random.nextInt(5_000));
            case 1 -> "{\"type\":\"x" + number + "\"}";
            case 2 -> "{\"type\":[" + "{},".repeat(random.nextInt(3_000)) + "{}]}";
            case 3 -> "{\"type\":\"log\",\"n\":" + number + "e" + number + ",";
            case 4 -> number + "";
            default -> "\u0000\ud83d\ude80\u202e" + "\uffff".repeat(random.nextInt(200));
        };
    }

    /** A packet as producers send it: an IDR slice that begins a picture. */
    static byte[] goodKeyframe() {
        var data = new byte[] {0, 0, 0, 1, 0x65, (byte) 0x88, 0x40, 0x10};
        return packet((byte) 3, data, HEADER + data.length, data.length);
    }

    private byte[] packet(byte[] data, int size, int dataSize) {
        return packet((byte) random.nextInt(7), data, size, dataSize);
    }

    private static byte[] packet(byte type, byte[] data, int size, int dataSize) {
        return ByteBuffer.allocate(HEADER + data.length)
                .putInt(size)
                .put(type)
                .putLong(1_000_000)
                .putInt(dataSize)
                .putInt(-1)
                .put(data)
                .array();
    }

    /** A packet of many units whose types and contents are noise. */
    private byte[] units(byte[] noise) {
        for (var at = 0; at + 4 < noise.length; at += 4 + random.nextInt(40)) {
            noise[at] = 0;
            noise[at + 1] = 0;
            noise[at + 2] = 1;
        }
        return packet(noise, HEADER + noise.length, noise.length);
    }

    /** Begins as a JPEG picture behind its time stamp. */
    private byte[] picture(byte[] noise) {
        return ByteBuffer.allocate(12 + noise.length)
                .putLong(random.nextLong())
                .putInt(0xFFD8FFE0)
                .put(noise)
                .array();
    }

    private byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, random.nextInt(HEADER + 1));
    }
}
