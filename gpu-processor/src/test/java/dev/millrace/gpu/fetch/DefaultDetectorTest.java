package dev.millrace.gpu.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.millrace.gpu.model.ModelSettings;
import dev.millrace.gpu.scene.MarkedVideo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DefaultDetectorTest {

    private static final String FILE = "coco_ssd_300.onnx";
    private static final int VALUES = 3 * 300 * 300;

    /** Made in another language by another's program. */
    @Test
    void shouldGiveWhatAnotherConversionGives() throws Exception {
        // Given
        var other = MarkedVideo.data().resolve("models/coco_ssd_lite_mnv2_300_from_npm.onnx");
        var file = built();
        var random = new Random(1);
        var input = new float[2 * VALUES];
        for (var i = 0; i < input.length; i++) input[i] = random.nextFloat() * 2 - 1;

        // When
        var both = run(file, input, 0, 2);
        var first = run(other, input, 0, 1);
        var second = run(other, input, 1, 1);

        // Then
        for (var output : new String[] {"boxes", "scores"}) {
            var ours = both.get(output);
            var theirs = first.get(output);
            assertThat(ours).hasSize(2 * theirs.length);
            for (var i = 0; i < theirs.length; i++) {
                assertThat(ours[i]).isCloseTo(theirs[i], within(1e-4f));
                assertThat(ours[theirs.length + i]).isCloseTo(second.get(output)[i], within(1e-4f));
            }
        }
    }

    @Test
    void shouldLeaveWhatIsThereAsItIs() throws Exception {
        // Given
        var file = built();
        var before = Files.getLastModifiedTime(file);

        // When
        var found = DefaultDetectorMain.ensure(file.getParent());

        // Then
        assertThat(found).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(Files.readString(file.resolveSibling(FILE + ".sha256"))).endsWith("  " + FILE + "\n");
    }

    private static Path built() {
        var file = ModelSettings.directory("").resolve(FILE);
        assumeTrue(Files.exists(file), "skipped: the build could not fetch the default detector");
        return file;
    }

    private static Map<String, float[]> run(Path model, float[] input, int from, int count) throws Exception {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions();
                var session = environment.createSession(model.toString(), options);
                var tensor = OnnxTensor.createTensor(
                        environment,
                        FloatBuffer.wrap(input, from * VALUES, count * VALUES),
                        new long[] {count, 3, 300, 300});
                var result = session.run(Map.of("input", tensor))) {
            return Map.of("boxes", floats(result, "boxes"), "scores", floats(result, "scores"));
        }
    }

    private static float[] floats(OrtSession.Result result, String name) {
        var buffer = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
        var values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
