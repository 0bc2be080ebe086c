package dev.millrace.gpu.model;

import ai.onnxruntime.OrtException;
import dev.millrace.gpu.model.ModelException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that is loaded, warm, and known to be what its card says. Where a graphics card has too little memory, less goes
 * through it at once; where even one picture is too much, or the card fails, the processor goes on. For one thread at a
 * time.
 */
public final class ModelSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSession.class);

    private static final Pattern NO_MEMORY = Pattern.compile(
            "out.?of.?memory|failed to allocate|alloc_?failed|memory ?allocation|bfc_?arena|bad_alloc|cudaMalloc",
            Pattern.CASE_INSENSITIVE);

    private final ModelCard card;
    private final ModelLoader loader;
    private final InputBuffer input;
    private final int slots;
    private Engine engine;
    private int batch;
    private String note;
    private long pictures;

    /** Loads models of one card on a device. */
    interface ModelLoader {
        Engine load(Device device) throws OrtException;
    }

    ModelSession(ModelCard card, ModelLoader loader, Device wanted, int mostAtOnce) {
        this.card = card;
        this.loader = loader;
        var note = "";
        Engine engine;
        try {
            engine = loader.load(wanted);
        } catch (OrtException e) {
            if (!wanted.isCuda()) throw cannot("load", e);
            note = wanted + " cannot be used: " + e.getMessage();
            engine = onProcessor(note);
        }
        this.note = note;
        this.engine = engine;
        try {
            Shapes.checkInput(card, engine.inputShape());
            slots = engine.inputShape()[0] > 0 || !card.isApart() ? 1 : mostAtOnce;
            batch = slots;
            input = new InputBuffer(card.input(), slots);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Loads a card's model and runs it once. */
    public static ModelSession open(ModelCard card, ModelSettings settings) {
        var model = ModelFile.read(card, settings.place());
        var session = new ModelSession(
                card,
                device -> OrtEngine.load(card.input(), model, device),
                Device.of(settings.device()),
                settings.batch());
        try {
            session.warmUp();
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        return session;
    }

    /** Runs the model on nothing, one and many at once, so that the first picture is not late and every shape is known. */
    void warmUp() {
        run(1, (picture, buffer, slot) -> {});
        Shapes.checkOutputs(card, engine.lastShapes());
        if (slots > 1) run(slots, (picture, buffer, slot) -> {});
        pictures = 0;
    }

    /** Puts a picture of a number, from 0, into a slot of the model's input. */
    public interface Source {
        void put(int picture, InputBuffer buffer, int slot);
    }

    /** What the model gives for so many pictures, in their order. */
    public List<Outputs> run(int count, Source source) {
        var outputs = new ArrayList<Outputs>(count);
        while (outputs.size() < count) {
            var first = outputs.size();
            var together = Math.min(slots, count - first);
            for (var slot = 0; slot < together; slot++) source.put(first + slot, input, slot);
            runSlots(together, outputs);
        }
        pictures += count;
        return outputs;
    }

    private void runSlots(int filled, List<Outputs> outputs) {
        var done = 0;
        while (done < filled) {
            var together = Math.min(batch, filled - done);
            try {
                outputs.addAll(engine.run(input.slots(done, together), together));
                done += together;
            } catch (OrtException e) {
                giveWay(together, e);
            }
        }
    }

    /** Makes another try possible, with less at once or elsewhere. */
    private void giveWay(int tried, OrtException e) {
        if (!engine.device().isCuda()) throw cannot("run", e);
        if (NO_MEMORY.matcher(String.valueOf(e.getMessage())).find() && tried > 1) {
            batch = tried / 2;
            note = engine.device() + " has no memory for " + tried + " at once";
            LOG.atWarn()
                    .addKeyValue("model", card.name())
                    .addKeyValue("batch", batch)
                    .addKeyValue("error", e.getMessage())
                    .log("less goes through a model at once, since the graphics card has no memory for more");
            return;
        }
        note = engine.device() + " failed: " + e.getMessage();
        var instead = onProcessor(note);
        engine.close();
        engine = instead;
    }

    private Engine onProcessor(String why) {
        LOG.atWarn()
                .addKeyValue("model", card.name())
                .addKeyValue("reason", why)
                .log("a model runs on the processor");
        try {
            return loader.load(Device.CPU);
        } catch (OrtException e) {
            throw cannot("load", e);
        }
    }

    private ModelException cannot(String what, OrtException e) {
        return new ModelException(Reason.RUN, card.name(), "ONNX Runtime cannot " + what + " it: " + e.getMessage());
    }

    /** @param unusable counted by whoever reads what the model gives */
    public ModelState state(long unusable) {
        return new ModelState(card.name(), engine.device().toString(), batch, pictures, unusable, note);
    }

    @Override
    public void close() {
        engine.close();
        input.close();
    }
}
