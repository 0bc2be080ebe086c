package dev.millrace.gateway.amqp;

import dev.millrace.message.system.SystemRestart;

/** Reads calls to begin anew: whatever is said on that exchange is one. */
final class RestartReader implements Reader<SystemRestart> {

    private static final String KEY = "all";
    private static final int LONGEST = 64 << 10;

    @Override
    public Arrived<SystemRestart> read(Incoming message) {
        return new Arrived.Taken<>(
                KEY,
                message.stamp()
                        .on(SystemRestart.newBuilder())
                        .setIssuedNs(message.receivedNs())
                        .setBody(message.text()
                                .filter(text -> text.length() <= LONGEST)
                                .orElse(""))
                        .setOrigin(message.exchange())
                        .setMessageId(message.messageId())
                        .build());
    }

    @Override
    public byte[] content(SystemRestart restart) {
        return restart.getBodyBytes().toByteArray();
    }
}
