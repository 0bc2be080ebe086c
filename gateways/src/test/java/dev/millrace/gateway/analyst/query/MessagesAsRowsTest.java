package dev.millrace.gateway.analyst.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.millrace.gateway.analyst.table.Samples;
import dev.millrace.gateway.analyst.table.TopicTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What leaves as JSON is what is in the messages: nested ones, lists, maps, whole numbers in full, bytes, NaN. */
class MessagesAsRowsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final QueryLimits LIMITS =
            new QueryLimits(Duration.ofSeconds(60), 1 << 20, 1 << 30, 1 << 20, 1 << 30);
    private static final Set<Class<?>> HOLDING_THEMSELVES = Set.of(Struct.class, Value.class);

    @Property(tries = 60)
    void shouldWriteWhatMessagesHold(@ForAll long seed) throws Exception {
        // Given
        var random = new Random(seed);
        var topics = Samples.topics().stream()
                .filter(topic -> !HOLDING_THEMSELVES.contains(topic.message().getClass()))
                .toList();
        var table = TopicTable.of(topics.get(random.nextInt(topics.size())));
        var messages = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> Samples.random(table.topic().message().newBuilderForType(), random, 3))
                .toList();

        // When
        var lines = lines(table, messages);

        // Then
        assertThat(lines).hasSize(messages.size());
        for (var i = 0; i < lines.length; i++) {
            assertThat(values(JSON.readTree(lines[i]))).isEqualTo(values(object(messages.get(i))));
        }
    }

    @Example
    void shouldWriteMapsAsObjects() throws Exception {
        // Given
        var yes = Value.newBuilder().setBoolValue(true).build();
        var struct = Struct.newBuilder().putFields("open \"gate\"", yes).build();

        // When
        var lines = lines(TopicTable.of(Samples.topic(Struct.getDefaultInstance())), List.of(struct));

        // Then
        assertThat(JSON.readTree(lines[0])
                        .at("/fields/open \"gate\"/bool_value")
                        .asBoolean())
                .isTrue();
    }

    private static String[] lines(TopicTable table, List<? extends Message> messages) throws Exception {
        var names = LeafNames.random();
        var scan = new MessageScan(table, names, List.copyOf(messages));
        var out = new ByteArrayOutputStream();
        var stream = new AnswerStream(() -> out, LIMITS.answer());
        try (var session = Session.open(new Session.Cage(256 << 20, 1, Optional.empty()), names, List.of(scan));
                var statement = session.statement();
                var result = statement.executeQuery("SELECT * EXCLUDE (_time, _key, _partition, _offset) FROM \""
                        + table.name() + "\" ORDER BY _offset")) {
            QueryEngine.write(new RunningQuery(LIMITS), result, new NdjsonAnswer(stream));
            stream.finish();
        }
        return out.toString(StandardCharsets.UTF_8).split("\n");
    }

    /** Columns are in the order of fields; their names may be changed where they clash. */
    private static List<JsonNode> values(JsonNode row) {
        var values = new ArrayList<JsonNode>();
        row.forEach(values::add);
        return values;
    }

    private static JsonNode object(Message message) {
        var object = NODES.objectNode();
        for (var field : message.getDescriptorForType().getFields()) {
            var isAbsent = field.hasPresence() && !message.hasField(field);
            object.set(field.getName(), isAbsent ? NODES.nullNode() : value(field, message.getField(field)));
        }
        return object;
    }

    private static JsonNode value(FieldDescriptor field, Object value) {
        if (!field.isRepeated()) return one(field, value);
        if (field.isMapField()) return map((List<?>) value);
        var list = NODES.arrayNode();
        for (var each : (List<?>) value) list.add(one(field, each));
        return list;
    }

    private static JsonNode map(List<?> entries) {
        var map = NODES.objectNode();
        for (var entry : entries) {
            var parts = ((Message) entry).getDescriptorForType().getFields();
            var key = ((Message) entry).getField(parts.get(0)).toString();
            map.set(key, one(parts.get(1), ((Message) entry).getField(parts.get(1))));
        }
        return map;
    }

    private static JsonNode one(FieldDescriptor field, Object value) {
        if (value instanceof Message message) return object(message);
        if (value instanceof ByteString bytes) {
            return NODES.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
        if (value instanceof EnumValueDescriptor name) {
            return NODES.textNode(name.getIndex() < 0 ? "" + name.getNumber() : name.getName());
        }
        if (value instanceof Boolean truth) return NODES.booleanNode(truth);
        if (value instanceof String text) return NODES.textNode(text);
        return number(field, (Number) value);
    }

    private static JsonNode number(FieldDescriptor field, Number value) {
        switch (field.getType()) {
            case FLOAT, DOUBLE:
                return Double.isFinite(value.doubleValue())
                        ? NODES.numberNode(Double.parseDouble(value.toString()))
                        : NODES.textNode(value.toString());
            case UINT32, FIXED32:
                return whole(Integer.toUnsignedString(value.intValue()));
            case UINT64, FIXED64:
                return whole(Long.toUnsignedString(value.longValue()));
            default:
                return whole(value.toString());
        }
    }

    /** As it is read from JSON; in text where a double would not hold it. */
    private static JsonNode whole(String digits) {
        var number = new java.math.BigInteger(digits);
        if (number.bitLength() > 53) return NODES.textNode(digits);
        return number.bitLength() < 32 ? NODES.numberNode(number.intValue()) : NODES.numberNode(number.longValue());
    }
}
