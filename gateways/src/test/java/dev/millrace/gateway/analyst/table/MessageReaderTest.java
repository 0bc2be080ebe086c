package dev.millrace.gateway.analyst.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MessageReaderTest {

    @Property(tries = 400)
    void shouldReadWhatGeneratedClassReads(@ForAll long seed) throws Exception {
        // Given
        var random = new Random(seed);
        var table = TopicTable.of(
                Samples.topics().get(random.nextInt(Samples.topics().size())));
        var bytes = bytes(table, random);

        // When
        var cells = new Cells(table.leaves().size());
        var isRead = new MessageReader(table, leaf -> true).read(bytes, 0, cells);

        // Then
        assertThat(isRead).isTrue();
        var message = table.topic().parser().parseFrom(bytes);
        assertThat(shown(table, cells, leaf -> true)).isEqualTo(shown(table, expected(table, message), leaf -> true));
    }

    @Property(tries = 400)
    void shouldReadTheSameHoweverFewLeavesAreWanted(@ForAll long seed) throws Exception {
        // Given
        var random = new Random(seed);
        var table = TopicTable.of(
                Samples.topics().get(random.nextInt(Samples.topics().size())));
        var bytes = bytes(table, random);
        var wanted = new boolean[table.leaves().size()];
        for (var i = 0; i < wanted.length; i++) wanted[i] = random.nextInt(4) == 0;
        keepPresences(table.fields(), wanted);

        // When
        var cells = new Cells(wanted.length);
        new MessageReader(table, leaf -> wanted[leaf]).read(bytes, 0, cells);

        // Then
        var message = table.topic().parser().parseFrom(bytes);
        assertThat(shown(table, cells, leaf -> wanted[leaf]))
                .isEqualTo(shown(table, expected(table, message), leaf -> wanted[leaf]));
    }

    @Property(tries = 400)
    void shouldLeaveNothingOfBytesThatAreNoMessage(@ForAll byte[] bytes, @ForAll long seed) {
        // Given
        var topics = Samples.topics();
        var table = TopicTable.of(topics.get((int) Math.floorMod(seed, (long) topics.size())));
        var cells = new Cells(table.leaves().size());

        // When
        var isRead = new MessageReader(table, leaf -> true).read(bytes, 0, cells);

        // Then
        assertThat(isRead).isEqualTo(isMessage(table, bytes));
        if (!isRead) assertThat(shown(table, cells, leaf -> true)).containsOnly("NULL");
    }

    private static boolean isMessage(TopicTable table, byte[] bytes) {
        try {
            table.topic().parser().parseFrom(bytes);
            return true;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /** One message, or several run together, which a reader merges. */
    private static byte[] bytes(TopicTable table, Random random) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (var i = random.nextInt(3); i >= 0; i--) {
            Samples.random(table.topic().message().newBuilderForType(), random, 3)
                    .writeTo(bytes);
        }
        return bytes.toByteArray();
    }

    /** A column wants the presence of each message whose leaves it wants. */
    private static boolean keepPresences(List<Target> targets, boolean[] wanted) {
        var isAny = false;
        for (var target : targets) {
            if (target instanceof Target.Nested nested && keepPresences(nested.fields(), wanted)) {
                wanted[nested.presence()] = true;
            }
            isAny |= target.leaves().anyMatch(leaf -> wanted[leaf]);
        }
        return isAny;
    }

    private static Cells expected(TopicTable table, Message message) {
        var cells = new Cells(table.leaves().size());
        fill(table.fields(), message, cells);
        return cells;
    }

    private static void fill(List<Target> targets, Message message, Cells cells) {
        for (var target : targets) {
            var field = target.field();
            var isThere = field.isRepeated() || !field.hasPresence() || message.hasField(field);
            if (!isThere) continue;
            if (target instanceof Target.Nested nested) {
                cells.set(nested.presence(), 1);
                fill(nested.fields(), (Message) message.getField(field), cells);
            } else if (target instanceof Target.Whole whole) {
                cells.set(whole.leaf(), MessageText.of(field, message.getField(field)));
            } else {
                set((Target.Simple) target, message.getField(field), cells);
            }
        }
    }

    private static void set(Target.Simple target, Object value, Cells cells) {
        var leaf = target.leaf();
        if (value instanceof String text) cells.set(leaf, text);
        else if (value instanceof ByteString bytes) {
            cells.set(leaf, Base64.getEncoder().encodeToString(bytes.toByteArray()));
        } else if (value instanceof EnumValueDescriptor name) {
            cells.set(leaf, name.getIndex() < 0 ? Integer.toString(name.getNumber()) : name.getName());
        } else if (value instanceof Boolean truth) cells.set(leaf, truth ? 1 : 0);
        else if (value instanceof Double real) cells.set(leaf, Double.doubleToRawLongBits(real));
        else if (value instanceof Float real) cells.set(leaf, Float.floatToRawIntBits(real));
        else if (Leaf.of(target.field()) == Leaf.UINTEGER) cells.set(leaf, Integer.toUnsignedLong((Integer) value));
        else cells.set(leaf, ((Number) value).longValue());
    }

    private static String[] shown(TopicTable table, Cells cells, IntPredicate isWanted) {
        var shown = new String[table.leaves().size()];
        Arrays.setAll(shown, leaf -> {
            if (!isWanted.test(leaf) || cells.isNull(leaf)) return "NULL";
            var kind = table.leaves().get(leaf);
            var isText = kind == Leaf.TEXT || kind == Leaf.ENUM || kind == Leaf.BYTES;
            return isText ? cells.text(leaf) : Long.toString(cells.number(leaf));
        });
        return shown;
    }
}
