package dev.millrace.gpu.onnx;

import com.google.protobuf.ByteString;
import dev.millrace.gpu.onnx.OnnxFormat.AttributeProto;
import dev.millrace.gpu.onnx.OnnxFormat.AttributeProto.AttributeType;
import dev.millrace.gpu.onnx.OnnxFormat.GraphProto;
import dev.millrace.gpu.onnx.OnnxFormat.ModelProto;
import dev.millrace.gpu.onnx.OnnxFormat.NodeProto;
import dev.millrace.gpu.onnx.OnnxFormat.OperatorSetIdProto;
import dev.millrace.gpu.onnx.OnnxFormat.TensorProto;
import dev.millrace.gpu.onnx.OnnxFormat.TensorShapeProto;
import dev.millrace.gpu.onnx.OnnxFormat.TypeProto;
import dev.millrace.gpu.onnx.OnnxFormat.ValueInfoProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An ONNX model that is being put together: constants, and operations in an order in which each finds its inputs. The same
 * calls give the same bytes. For one thread at a time.
 */
public final class OnnxGraph {

    /** A length that is not fixed: the number of pictures that are given at once. */
    public static final long BATCH = -1;

    private static final int FORMAT = 7;
    private static final int OPERATORS = 13;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> constants = new HashSet<>();

    public OnnxGraph(String name) {
        graph.setName(name);
    }

    public void input(String name, long... shape) {
        graph.addInput(described(name, shape));
    }

    public void output(String name, long... shape) {
        graph.addOutput(described(name, shape));
    }

    /** Adds a constant, once; gives back its name. */
    public String constant(String name, float[] values, long... shape) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
    }

    /** Adds a row of whole numbers, once; gives back its name. */
    public String constant(String name, long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, bytes, values.length);
    }

    /** Adds an operation; gives back the name of its first output. */
    public String node(String operation, List<String> inputs, List<String> outputs, Attribute... attributes) {
        var node = NodeProto.newBuilder().setOpType(operation).setName(outputs.get(0));
        node.addAllInput(inputs).addAllOutput(outputs);
        for (var attribute : attributes) node.addAttribute(attribute.proto());
        graph.addNode(node);
        return outputs.get(0);
    }

    public String node(String operation, List<String> inputs, String output, Attribute... attributes) {
        return node(operation, inputs, List.of(output), attributes);
    }

    public byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("millrace")
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .build()
                .toByteArray();
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        if (!constants.add(name)) return name;
        var tensor = TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (var length : shape) tensor.addDims(length);
        graph.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes)));
        return name;
    }

    private static ValueInfoProto described(String name, long... shape) {
        var dimensions = TensorShapeProto.newBuilder();
        for (var length : shape) {
            var dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(length == BATCH ? dimension.setDimParam("batch") : dimension.setDimValue(length));
        }
        var tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** What an operation is told beside its inputs. */
    public static final class Attribute {

        private final AttributeProto proto;

        private Attribute(AttributeProto.Builder proto, String name, AttributeType type) {
            this.proto = proto.setName(name).setType(type).build();
        }

        public static Attribute of(String name, long value) {
            return new Attribute(AttributeProto.newBuilder().setI(value), name, AttributeType.INT);
        }

        public static Attribute of(String name, float value) {
            return new Attribute(AttributeProto.newBuilder().setF(value), name, AttributeType.FLOAT);
        }

        public static Attribute of(String name, String value) {
            return new Attribute(
                    AttributeProto.newBuilder().setS(ByteString.copyFromUtf8(value)), name, AttributeType.STRING);
        }

        public static Attribute of(String name, long[] values) {
            var proto = AttributeProto.newBuilder();
            Arrays.stream(values).forEach(proto::addInts);
            return new Attribute(proto, name, AttributeType.INTS);
        }

        private AttributeProto proto() {
            return proto;
        }
    }
}
