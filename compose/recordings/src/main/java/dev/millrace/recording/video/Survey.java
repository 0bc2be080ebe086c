package dev.millrace.recording.video;

import dev.millrace.media.AnnexB;
import dev.millrace.media.Nal;
import dev.millrace.recording.file.Opened;
import dev.millrace.recording.video.VideoClip.Reel;
import dev.millrace.recording.video.VideoClip.Summary;
import dev.millrace.recording.video.VideoMessage.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The first pass over a recording: what it holds, and whether a decoder could begin anywhere in it. */
final class Survey {

    private long messages;
    private long pictures;
    private long keyframes;
    private long bytes;
    private Optional<PictureSize> size = Optional.empty();

    private Survey() {}

    static Summary of(Reel reel) throws IOException {
        var survey = new Survey();
        for (Optional<VideoMessage> next = reel.next(); next.isPresent(); next = reel.next()) {
            survey.count(next.get());
        }
        return new Summary(
                survey.messages,
                survey.pictures,
                survey.keyframes,
                survey.bytes,
                reel.position(),
                survey.size,
                reel.trouble());
    }

    private void count(VideoMessage message) {
        messages++;
        bytes += message.size();
        Nal nal = new Nal(message.nal(), AnnexB.header(message.nal(), 0));
        if (message.kind() == Kind.SPS && size.isEmpty()) {
            size = PictureSize.of(nal);
        }
        if (nal.startsPicture()) {
            pictures++;
            keyframes += message.kind() == Kind.KEYFRAME ? 1 : 0;
        }
    }

    /** The clip, unless its content is such that it cannot be played. */
    static <T extends VideoClip> Opened<T> verdict(Path file, Summary summary, T clip) {
        return refusal(file, summary).<Opened<T>>map(Opened.Refused::new).orElseGet(() -> new Opened.Content<>(clip));
    }

    private static Optional<String> refusal(Path file, Summary summary) {
        if (summary.pictures() == 0) {
            return Optional.of(file + " holds no H.264 picture" + because(summary));
        }
        if (summary.keyframes() == 0) {
            return Optional.of(file + " holds no keyframe: no decoder could begin" + because(summary));
        }
        if (summary.size().isEmpty()) {
            return Optional.of(
                    file + " holds no valid sequence parameter set: no decoder could begin" + because(summary));
        }
        return Optional.empty();
    }

    private static String because(Summary summary) {
        return summary.trouble().map(trouble -> " (" + trouble + ")").orElse("");
    }
}
