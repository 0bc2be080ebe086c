package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.launcher.platform.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chromium, without a window. */
final class Browser {

    private static final Path CHROMIUM =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    private Browser() {}

    /** Skips a test where there is none. */
    static void require() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no browser at " + CHROMIUM);
    }

    /** Looks at every page of a console; what it said. Fails when anything was not as it should be. */
    static String check(String console, List<String> options) throws Exception {
        var command = new ArrayList<>(
                List.of("node", "browser/run.mjs", "--base", console, "--chromium", CHROMIUM.toString()));
        command.addAll(options);
        return run(Home.find().resolve("gateways/src/main/web"), command);
    }

    /** What a page has become after its scripts ran. */
    static String document(Path profile, String page) throws Exception {
        return run(
                profile,
                List.of(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        page));
    }

    private static String run(Path directory, List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
