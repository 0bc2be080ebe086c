package dev.millrace.gateway.hub.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of one box of ISO 14496-12, put together from its fields. For one thread at a time. */
final class Box {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Box(String type) {
        u32(0);
        text(type);
    }

    /** One with a version and flags. */
    static Box full(String type, int version, int flags) {
        return new Box(type).u32(version << 24 | flags);
    }

    Box u8(int value) {
        bytes.write(value);
        return this;
    }

    Box u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Box u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    Box u64(long value) {
        return u32((int) (value >>> 32)).u32((int) value);
    }

    Box zeros(int count) {
        for (var i = 0; i < count; i++) u8(0);
        return this;
    }

    Box text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    Box raw(byte[] from, int start, int length) {
        bytes.write(from, start, length);
        return this;
    }

    Box with(Box... inner) {
        for (var box : inner) bytes.writeBytes(box.bytes());
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] bytes() {
        var all = bytes.toByteArray();
        var size = all.length;
        all[0] = (byte) (size >>> 24);
        all[1] = (byte) (size >>> 16);
        all[2] = (byte) (size >>> 8);
        all[3] = (byte) size;
        return all;
    }
}
