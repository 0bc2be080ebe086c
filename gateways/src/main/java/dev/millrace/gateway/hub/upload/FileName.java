package dev.millrace.gateway.hub.upload;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The names that files may have in the uploads' folder, whatever path a sender gives. */
final class FileName {

    /** What stands in the folder beside the files begins so. */
    static final String OWN = ".millrace";

    private static final int LONGEST = 200;

    private FileName() {}

    /** The last part of a path of any system; empty when that is no name of a file here. */
    static Optional<String> of(String path) {
        var name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        var isName = !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && !name.startsWith(OWN)
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && name.chars().noneMatch(Character::isISOControl);
        return isName ? Optional.of(name) : Optional.empty();
    }
}
