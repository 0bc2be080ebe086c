package dev.millrace.gateway.amqp;

import dev.millrace.message.analysis.AnalysisMode;

/** Reads what others than phones want analysis to do: a JSON object, kept as it came. */
final class ModeReader implements Reader<AnalysisMode> {

    private final String device;

    ModeReader(String device) {
        this.device = device;
    }

    @Override
    public Arrived<AnalysisMode> read(Incoming message) {
        var text = message.text();
        if (text.flatMap(JsonBody::object).isEmpty()) {
            return Arrived.refused("not-json", "a mode is no JSON object");
        }
        return new Arrived.Taken<>(
                device,
                message.stamp()
                        .on(AnalysisMode.newBuilder())
                        .setBody(text.get())
                        .setOrigin(message.exchange())
                        .setMessageId(message.messageId())
                        .build());
    }

    @Override
    public byte[] content(AnalysisMode mode) {
        return mode.getBodyBytes().toByteArray();
    }
}
