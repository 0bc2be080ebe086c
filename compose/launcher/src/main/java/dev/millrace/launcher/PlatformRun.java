package dev.millrace.launcher;

import dev.millrace.launcher.platform.EmbeddedPlatform;
import dev.millrace.launcher.platform.PlatformSettings;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.launcher.screen.StartProgress;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.ExitCode;

/**
 * A command's time with a platform of its own: started with progress shown, and stopped when the command is done or
 * someone wishes it.
 */
record PlatformRun(EmbeddedPlatform platform, Screen screen, Interruption interruption) {

    /** What the command does while the platform runs; it returns soon after an interruption. */
    interface Body {
        void run(PlatformRun run);
    }

    /**
     * @param isYielding whether to take free ports where default ones are busy
     * @return the command's exit code
     */
    static int run(PlatformSettings.Read settings, boolean isYielding, Screen screen, Body body) {
        Logging.to(settings.settings().directory().resolve("logs").resolve("launcher.log"));
        var interruption = Interruption.watch();
        var hasFailed = new AtomicBoolean();
        Runnable onFailed = () -> {
            hasFailed.set(true);
            interruption.wish();
        };
        try (var progress = new StartProgress(screen, onFailed);
                var platform = EmbeddedPlatform.claim(settings, isYielding, progress)) {
            interruption.then(() -> new Thread(platform::close, "close").start());
            if (platform.start()) body.run(new PlatformRun(platform, screen, interruption));
        }
        return hasFailed.get() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
