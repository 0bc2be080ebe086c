package dev.millrace.launcher.platform;

import dev.millrace.part.PartFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own folder, where the builds of its modules lie. */
public final class Home {

    /** Names the folder; {@code ./millrace} sets it. */
    public static final String PROPERTY = "millrace.home";

    private Home() {}

    /** As the property says, else the nearest folder around the working directory that holds the launcher script. */
    public static Path find() {
        var told = System.getProperty(PROPERTY);
        if (told != null) return Path.of(told);
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("millrace")) && Files.exists(folder.resolve("pom.xml"))) return folder;
        }
        throw new PartFailure("cannot tell where the project lies; start it with ./millrace");
    }
}
