package dev.millrace.gpu.model;

/** Why a model cannot be used; the message names the model and says what is expected. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What is wrong. */
    public enum Reason {
        /** There is no card of that name, or it is not as cards are. */
        CARD,
        /** The file that the card names is not there. */
        MISSING,
        /** The file is another than the card means. */
        CHECKSUM,
        /** What the model takes or gives is not what the card says. */
        SHAPE,
        /** ONNX Runtime cannot load or run it. */
        RUN
    }

    public ModelException(Reason reason, String model, String message) {
        super("model " + model + ": " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
