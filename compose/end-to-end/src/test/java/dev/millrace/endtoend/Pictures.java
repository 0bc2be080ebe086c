package dev.millrace.endtoend;

import dev.millrace.recording.scene.TestPicture;
import dev.millrace.recording.video.H264File;
import dev.millrace.recording.video.VideoClip;
import dev.millrace.recording.video.VideoMessage.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recordings, and what the legacy hub would make of them. */
final class Pictures {

    private Pictures() {}

    /** A small picture of the project's own, drawn now. */
    static VideoClip drawn(Path directory, int seconds) throws IOException {
        var file = TestPicture.of(2).sized(320, 180).lasting(seconds).in(directory, done -> {});
        return open(file);
    }

    static VideoClip open(Path file) {
        return H264File.open(file).value().orElseThrow();
    }

    /** What a consumer gets that was there first: the SPS, then SPS and PPS together, then frames, without headers. */
    static List<byte[]> relayed(VideoClip clip) throws IOException {
        var messages = new ArrayList<byte[]>();
        var sps = new byte[0];
        try (var reel = clip.open()) {
            for (var next = reel.next(); next.isPresent(); next = reel.next()) {
                var nal = next.get().nal();
                if (next.get().kind() == Kind.SPS) sps = nal;
                messages.add(next.get().kind() == Kind.PPS ? joined(List.of(sps, nal)) : nal);
            }
        }
        return messages;
    }

    /** What a consumer gets that comes after the end: the configuration, and everything from the last keyframe on. */
    static List<byte[]> fromNewestKeyframe(VideoClip clip) throws IOException {
        var all = relayed(clip);
        var keyframe = all.size() - 1;
        while (firstUnit(all.get(keyframe)) != 5) keyframe--;
        return List.copyOf(all.subList(keyframe - 1, all.size()));
    }

    /** Without a configuration at its end: its picture has not come yet, and a decoder complains of that. */
    static List<byte[]> toLastPicture(List<byte[]> messages) {
        var end = messages.size();
        while (end > 0 && firstUnit(messages.get(end - 1)) > 5) end--;
        return messages.subList(0, end);
    }

    static byte[] joined(List<byte[]> messages) {
        var all = new ByteArrayOutputStream();
        messages.forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** The type of the first NAL unit of a message: 7 SPS, 8 PPS, 5 keyframe, 1 other. */
    static int firstUnit(byte[] message) {
        var start = message[2] == 1 ? 3 : 4;
        return message[start] & 0x1F;
    }
}
