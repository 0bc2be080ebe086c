package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.message.analysis.AnalysisMode;
import dev.millrace.topic.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What devices want the analysis of their pictures to do: passed on word for word. */
final class AnalysisModes implements MessageKind {

    private static final int LARGEST = 64 << 10;

    private final Platform platform;
    private final RejectedMessages rejected;

    AnalysisModes(Platform platform, RejectedMessages rejected) {
        this.platform = platform;
        this.rejected = rejected;
    }

    @Override
    public Set<String> types() {
        return Set.of("analysis_mode");
    }

    @Override
    public Listener open(DeviceSession session) {
        return (message, text) -> passOn(session, text);
    }

    private CompletionStage<?> passOn(DeviceSession session, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            rejected.reject(session, "read-analysis-mode", "too-large", text);
            return SocketHandler.DONE;
        }
        var mode = Stamp.received(RejectedMessages.nanos(platform.clock().get()))
                .session(session.id(), 0, 0)
                .principal(session.principal())
                .on(AnalysisMode.newBuilder())
                .setBody(text)
                .build();
        return platform.exact().send(platform.topics().analysisModes(), session.device(), mode);
    }
}
