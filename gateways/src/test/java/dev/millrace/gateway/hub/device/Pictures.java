package dev.millrace.gateway.hub.device;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** JPEG pictures, and the messages in which phones send them. */
final class Pictures {

    private Pictures() {}

    static byte[] jpeg(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] message(long deviceNs, byte[] jpeg) {
        return ByteBuffer.allocate(8 + jpeg.length).putLong(deviceNs).put(jpeg).array();
    }
}
