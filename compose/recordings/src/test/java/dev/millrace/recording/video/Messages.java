package dev.millrace.recording.video;

import dev.millrace.recording.scene.TestPicture;
import dev.millrace.recording.video.VideoClip.Reel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clips and their messages, for tests. */
public final class Messages {

    private Messages() {}

    /** Two seconds of a small mill race: 20 pictures, two of them keyframes. */
    public static Path picture(Path directory) throws IOException {
        return new TestPicture(new H264Encoder.Format(320, 180, 10, 200_000), 2, 1).in(directory, made -> {});
    }

    public static List<VideoMessage> of(VideoClip clip) throws IOException {
        var messages = new ArrayList<VideoMessage>();
        try (Reel reel = clip.open()) {
            for (Optional<VideoMessage> next = reel.next(); next.isPresent(); next = reel.next()) {
                messages.add(next.get());
            }
        }
        return messages;
    }

    /** The byte stream that the messages' units form. */
    static byte[] stream(List<VideoMessage> messages) {
        var out = new ByteArrayOutputStream();
        messages.forEach(message -> out.writeBytes(message.nal()));
        return out.toByteArray();
    }
}
