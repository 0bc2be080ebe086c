package dev.millrace.gateway.amqp;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.message.analysis.AnalysisResult;
import dev.millrace.message.analysis.AnalysisResult.Header;
import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what analysis made of frames: bodies of any kind, with the types of their headers. */
final class ResultReader implements Reader<AnalysisResult> {

    private static final int MOST_HEADERS = 256;

    private final String stream;

    ResultReader(String stream) {
        this.stream = stream;
    }

    @Override
    public Arrived<AnalysisResult> read(Incoming message) {
        if (message.headers().size() > MOST_HEADERS) {
            return Arrived.refused("many-headers", "a result has more than " + MOST_HEADERS + " headers");
        }
        var taken = Optional.ofNullable(message.headers().get("timestamp_ns"))
                .map(value -> JsonBody.whole(value.toString()))
                .orElse(OptionalLong.empty());
        var stamp = taken.isPresent() ? message.stamp(DeviceTime.inUnit(taken.getAsLong(), 1)) : message.stamp();
        var result = stamp.on(AnalysisResult.newBuilder())
                .setBody(UnsafeByteOperations.unsafeWrap(message.body()))
                .setContentType(message.contentType())
                .setOrigin(message.exchange())
                .setMessageId(message.messageId());
        message.headers().forEach((name, value) -> header(value).ifPresent(header -> result.putHeaders(name, header)));
        return new Arrived.Taken<>(stream, result.build());
    }

    @Override
    public byte[] content(AnalysisResult result) {
        return result.getBody().toByteArray();
    }

    /** Empty for a header without a value. */
    private static Optional<Header> header(Object value) {
        if (value == null) return Optional.empty();
        var header = Header.newBuilder();
        if (value instanceof Boolean truth) header.setTruth(truth);
        else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            header.setInteger(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            header.setNumber(((Number) value).doubleValue());
        } else if (value instanceof byte[] data) header.setData(UnsafeByteOperations.unsafeWrap(data));
        else if (value instanceof Date date) header.setInteger(date.getTime() / 1000);
        else if (value instanceof List<?> || value instanceof Map<?, ?>) header.setText(HeaderJson.write(value));
        else header.setText(value.toString());
        return Optional.of(header.build());
    }
}
