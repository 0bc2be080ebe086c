package dev.millrace.gpu.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A graph of operations as TensorFlow.js keeps it: {@code model.json} names the nodes and where each constant stands in
 * the files of weights beside it. Immutable.
 */
final class FrozenGraph {

    private static final int MOST_BYTES = 64 << 20;

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();

    /** @param files by their names, {@code model.json} among them */
    static FrozenGraph of(Map<String, byte[]> files) throws IOException {
        var model = new ObjectMapper().readTree(file(files, "model.json"));
        var graph = new FrozenGraph();
        for (var node : model.path("modelTopology").path("node")) {
            var inputs = new ArrayList<String>();
            for (var input : node.path("input")) inputs.add(input.asText().replaceFirst(":[0-9]+$", ""));
            graph.nodes.put(node.path("name").asText(), new Node(node.path("op").asText(), inputs, node.path("attr")));
        }
        for (var group : model.path("weightsManifest")) graph.read(group, files);
        return graph;
    }

    private void read(JsonNode group, Map<String, byte[]> files) throws IOException {
        var joined = new ByteArrayOutputStream();
        for (var path : group.path("paths")) joined.write(file(files, path.asText()));
        if (joined.size() > MOST_BYTES) throw new IOException("weights of " + joined.size() + " bytes are too many");
        var bytes = ByteBuffer.wrap(joined.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        for (var weight : group.path("weights")) {
            var shape = StreamSupport.stream(weight.path("shape").spliterator(), false)
                    .mapToInt(JsonNode::asInt)
                    .toArray();
            var values = new float[Constant.length(shape, bytes.remaining() / Float.BYTES)];
            var isWhole = weight.path("dtype").asText().equals("int32");
            if (!isWhole && !weight.path("dtype").asText().equals("float32"))
                throw new IOException("weights are of type " + weight.path("dtype"));
            for (var i = 0; i < values.length; i++) values[i] = isWhole ? bytes.getInt() : bytes.getFloat();
            constants.put(weight.path("name").asText(), new Constant(values, shape));
        }
    }

    Node node(String name) throws IOException {
        var node = nodes.get(name);
        if (node == null) throw new IOException("the graph has no node " + name);
        return node;
    }

    boolean isConstant(String name) {
        return constants.containsKey(name);
    }

    Constant constant(String name) throws IOException {
        var constant = constants.get(name);
        if (constant == null) throw new IOException("the graph has no constant " + name);
        return constant;
    }

    private static byte[] file(Map<String, byte[]> files, String name) throws IOException {
        var file = files.get(name);
        if (file == null) throw new IOException("there is no file " + name);
        return file;
    }

    /** An operation, by the name of its kind. */
    record Node(String operation, List<String> inputs, JsonNode attributes) {

        /** What stands for height and width in a list for batch, height, width, channel. */
        long[] heightAndWidth(String attribute) {
            var list = attributes.path(attribute).path("list").path("i");
            return list.size() == 4
                    ? new long[] {list.path(1).asLong(), list.path(2).asLong()}
                    : new long[] {1, 1};
        }

        /** Text stands as codes of its characters or in base 64. */
        String text(String attribute) {
            var value = attributes.path(attribute).path("s");
            if (!value.isArray()) return new String(Base64.getDecoder().decode(value.asText()), ISO_8859_1);
            var text = new StringBuilder();
            for (var code : value) text.append((char) code.asInt());
            return text.toString();
        }

        float number(String attribute) {
            return (float) attributes.path(attribute).path("f").asDouble();
        }
    }

    /** Numbers that were learned; whole ones too are small enough to be exact. */
    record Constant(float[] values, int[] shape) {

        static int length(int[] shape, int atMost) throws IOException {
            var length = 1L;
            for (var side : shape) length = Math.min((long) atMost + 1, length * Math.max(0, side));
            if (length > atMost) throw new IOException("the files of weights end too early");
            return (int) length;
        }
    }
}
