package dev.millrace.database;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a command line is run that refuses to be root's. Root puts it into a user namespace of its own without a mapping,
 * where the kernel still lets it touch root's files and {@code geteuid()} says nobody.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    static List<String> command(List<String> plain) {
        if (!System.getProperty("user.name").equals("root")) return plain;
        requireNamespaces();
        var command = new ArrayList<>(NAMESPACE);
        command.addAll(plain);
        return command;
    }

    private static void requireNamespaces() {
        try {
            var trial = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .start();
            var said =
                    new String(trial.getInputStream().readAllBytes(), System.getProperty("native.encoding", "UTF-8"));
            if (trial.waitFor() != 0) throw refused(said.strip());
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("interrupted");
        }
    }

    private static PartFailure refused(String why) {
        return new PartFailure("PostgreSQL does not run as root, and this machine allows no user namespace (" + why
                + "); start as an ordinary user, or give the address of a PostgreSQL that runs already");
    }
}
