package dev.millrace.gpu.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session of ONNX Runtime: one thread on the processor, or a graphics card. */
final class OrtEngine implements Engine {

    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "millrace");

    private final InputCard card;
    private final Device device;
    private final OrtSession session;
    private final String input;
    private final long[] inputShape;
    private Map<String, long[]> lastShapes = Map.of();

    private OrtEngine(InputCard card, Device device, OrtSession session) throws OrtException {
        this.card = card;
        this.device = device;
        this.session = session;
        var inputs = session.getInputInfo().values();
        if (inputs.size() != 1) throw new OrtException("it has " + inputs.size() + " inputs");
        var only = inputs.iterator().next();
        input = only.getName();
        inputShape = only.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
    }

    static OrtEngine load(InputCard card, byte[] model, Device device) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            // Threads of several sessions that wait for each other are slower than one.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            if (device.isCuda()) options.addCUDA(device.number());
            return new OrtEngine(card, device, ENVIRONMENT.createSession(model, options));
        }
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public long[] inputShape() {
        return inputShape;
    }

    @Override
    public Map<String, long[]> lastShapes() {
        return lastShapes;
    }

    @Override
    public List<Outputs> run(FloatBuffer pictures, int count) throws OrtException {
        try (var tensor = OnnxTensor.createTensor(ENVIRONMENT, pictures, card.shape(count));
                var result = session.run(Map.of(input, tensor))) {
            var whole = new LinkedHashMap<String, float[]>();
            var shapes = new LinkedHashMap<String, long[]>();
            for (var output : result) {
                if (!(output.getValue() instanceof OnnxTensor values)) continue;
                shapes.put(output.getKey(), values.getInfo().getShape());
                whole.put(output.getKey(), floats(values));
            }
            lastShapes = shapes;
            return count == 1 ? List.of(new Outputs(whole)) : apart(whole, shapes, count);
        }
    }

    private static List<Outputs> apart(Map<String, float[]> whole, Map<String, long[]> shapes, int count)
            throws OrtException {
        for (var shape : shapes.entrySet()) {
            if (shape.getValue().length == 0 || shape.getValue()[0] != count)
                throw new OrtException("output " + shape.getKey() + " is not apart for each picture");
        }
        var apart = new ArrayList<Outputs>(count);
        for (var i = 0; i < count; i++) {
            var one = new LinkedHashMap<String, float[]>();
            for (var output : whole.entrySet()) {
                var length = output.getValue().length / count;
                one.put(output.getKey(), Arrays.copyOfRange(output.getValue(), i * length, (i + 1) * length));
            }
            apart.add(new Outputs(one));
        }
        return apart;
    }

    private static float[] floats(OnnxTensor tensor) throws OrtException {
        var info = tensor.getInfo();
        switch (info.type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                var buffer = tensor.getFloatBuffer();
                var values = new float[buffer.remaining()];
                buffer.get(values);
                return values;
            }
            case INT64 -> {
                var buffer = tensor.getLongBuffer();
                var values = new float[buffer.remaining()];
                for (var i = 0; i < values.length; i++) values[i] = buffer.get();
                return values;
            }
            case INT32 -> {
                var buffer = tensor.getIntBuffer();
                var values = new float[buffer.remaining()];
                for (var i = 0; i < values.length; i++) values[i] = buffer.get();
                return values;
            }
            default -> throw new OrtException("outputs of type " + info.type + " are not read");
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
