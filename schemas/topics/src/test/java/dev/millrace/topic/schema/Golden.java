package dev.millrace.topic.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Every version that was ever published of one message, as files v1.desc, v2.desc, … */
record Golden(Path directory) {

    private static final Path ALL = Path.of("..", "golden");

    static Golden of(ProtoSchema schema) {
        return new Golden(ALL.resolve(schema.file().getMessageTypes().get(0).getFullName()));
    }

    /** The names of all messages that were ever published. */
    static List<String> names() {
        try (var directories = Files.list(ALL)) {
            return directories
                    .filter(each -> Files.exists(each.resolve("v1.desc")))
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ProtoSchema> versions() {
        var versions = new ArrayList<ProtoSchema>();
        for (var file = version(1); Files.exists(file); file = version(versions.size() + 1)) {
            versions.add(ProtoTextTest.schema(ProtoText.parse(bytes(file))));
        }
        return versions;
    }

    void add(ProtoSchema schema) {
        try {
            Files.createDirectories(directory);
            Files.write(version(versions().size() + 1), schema.proto().toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path version(int number) {
        return directory.resolve("v" + number + ".desc");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
