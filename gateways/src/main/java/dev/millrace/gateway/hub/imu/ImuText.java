package dev.millrace.gateway.hub.imu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.message.imu.ImuBatch;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What one {@code imu_data} message says: a sample, or why it is none. Numbers are read from their text, so that a
 * stamp of any size keeps each digit. A bare NaN, as Python writes it, is a number that no sample can have.
 */
public sealed interface ImuText {

    /**
     * @param token the stamp as it stands in the message
     * @param values acceleration and rotation: x, y, z each
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Sample(String token, BigDecimal stamp, double[] values) implements ImuText {

        /** As a message, with the stamp's token where it is another than the decimal integer. */
        public ImuBatch.Sample at(DeviceTime time) {
            var isPlain = token.equals(Long.toString(time.time()));
            return ImuBatch.Sample.newBuilder()
                    .setDeviceNs(time.ns())
                    .setDeviceTime(time.time())
                    .setDeviceTimeText(isPlain ? "" : token)
                    .setAccelerationX(values[0])
                    .setAccelerationY(values[1])
                    .setAccelerationZ(values[2])
                    .setRotationX(values[3])
                    .setRotationY(values[4])
                    .setRotationZ(values[5])
                    .build();
        }
    }

    /** @param reason a word of a closed list */
    record Rejected(String reason) implements ImuText {}

    /** Reads {@code timestamp}, {@code accelerometer} and {@code gyroscope}, at the top or within {@code imu_data}. */
    static ImuText read(String text) {
        var reader = new Reader();
        try (var json = Reader.JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) return new Rejected("not-an-object");
            reader.object(json, true);
            return reader.result();
        } catch (IOException e) {
            return new Rejected("bad-json");
        }
    }

    /** Collects the fields of one message; what stands at the top counts before what is nested. */
    final class Reader {

        private static final JsonFactory JSON = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
        private static final int LONGEST_STAMP = 32;
        private static final String[] AXES = {"x", "y", "z"};

        private final double[] values = new double[6];
        private final int[] depth = {0, 0};
        private final boolean[] isBad = new boolean[6];
        private final boolean[] isSet = new boolean[6];
        private String token = "";
        private String number = "";
        private boolean isTokenOfTop;

        private Reader() {}

        private void object(JsonParser json, boolean isTop) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "timestamp" -> stamp(json, isTop);
                    case "accelerometer" -> vector(json, 0, isTop);
                    case "gyroscope" -> vector(json, 1, isTop);
                    case "imu_data" -> nested(json, isTop);
                    default -> json.skipChildren();
                }
            }
        }

        private void nested(JsonParser json, boolean isTop) throws IOException {
            if (isTop && json.currentToken() == JsonToken.START_OBJECT) object(json, false);
            else json.skipChildren();
        }

        private void stamp(JsonParser json, boolean isTop) throws IOException {
            var kind = json.currentToken();
            if (isTokenOfTop && !isTop) {
                json.skipChildren();
            } else if (kind.isNumeric() || kind == JsonToken.VALUE_STRING) {
                number = json.getText();
                token = kind.isNumeric() ? number : '"' + number + '"';
                isTokenOfTop = isTop;
            } else {
                json.skipChildren();
            }
        }

        private void vector(JsonParser json, int which, boolean isTop) throws IOException {
            var level = isTop ? 2 : 1;
            if (json.currentToken() != JsonToken.START_OBJECT || depth[which] > level) {
                json.skipChildren();
                return;
            }
            depth[which] = level;
            for (var i = 0; i < AXES.length; i++) isSet[which * 3 + i] = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                for (var i = 0; i < AXES.length; i++) if (AXES[i].equals(name)) axis(json, which * 3 + i);
                json.skipChildren();
            }
        }

        private void axis(JsonParser json, int index) throws IOException {
            var kind = json.currentToken();
            var isText = kind == JsonToken.VALUE_STRING;
            isSet[index] = true;
            isBad[index] = true;
            if (!kind.isNumeric() && !isText) return;
            var text = json.getText().strip();
            if (isText && !NUMBER.matcher(text).matches()) return;
            values[index] = Double.parseDouble(text);
            isBad[index] = !Double.isFinite(values[index]);
        }

        private ImuText result() {
            if (token.isEmpty()) return new Rejected("no-timestamp");
            if (token.length() > LONGEST_STAMP || !NUMBER.matcher(number).matches()) {
                return new Rejected("bad-timestamp");
            }
            for (var i = 0; i < values.length; i++) {
                if (!isSet[i]) return new Rejected(i < 3 ? "no-accelerometer" : "no-gyroscope");
                if (isBad[i]) return new Rejected("bad-axis");
            }
            return new Sample(token, new BigDecimal(number), values);
        }
    }
}
