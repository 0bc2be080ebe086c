package dev.millrace.database;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The files of one PostgreSQL server, and the programs that work on them. */
record Cluster(Programs programs, Path directory) {

    static final String SUPERUSER = "postgres";

    /** Creates the files unless they are there. One that was cut short by a kill is made again from nothing. */
    void initialise() {
        var done = directory.resolveSibling("initialised");
        if (Files.exists(done)) return;
        try {
            if (Files.exists(directory)) delete(directory);
            run(List.of(
                    programs.program("initdb").toString(),
                    "--pgdata=" + directory,
                    "--username=" + SUPERUSER,
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions"));
            Files.createFile(done);
        } catch (IOException e) {
            throw new PartFailure("cannot prepare " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Ends a server that outlived the process that owned it. */
    void endOrphan() {
        if (orphan().isEmpty()) return;
        try {
            run(List.of(
                    programs.program("pg_ctl").toString(),
                    "stop",
                    "--pgdata=" + directory,
                    "--mode=fast",
                    "--timeout=20"));
        } catch (PartFailure e) {
            // It may have ended meanwhile by itself; one that has not leaves no other way.
            orphan().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private Optional<ProcessHandle> orphan() {
        try {
            var pid = Files.readString(directory.resolve("postmaster.pid"))
                    .lines()
                    .findFirst();
            return pid.map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException | NumberFormatException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(Unprivileged.command(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new PartFailure(command.get(0) + " failed: " + said.strip());
            }
        } catch (IOException e) {
            throw new PartFailure("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("interrupted", e);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            var innermostFirst = new ArrayList<>(files.toList());
            java.util.Collections.reverse(innermostFirst);
            for (var file : innermostFirst) Files.delete(file);
        }
    }
}
