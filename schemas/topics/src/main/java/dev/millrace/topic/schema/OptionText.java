package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** Options as {@code name = value}, in the order of their numbers. */
final class OptionText {

    private OptionText() {}

    static List<String> of(Message options) {
        var texts = new ArrayList<String>();
        options.getAllFields().forEach((field, value) -> {
            if (field.getName().equals("map_entry")) return;
            if (field.isRepeated()) {
                for (var each : (List<?>) value) texts.add(assignment(field, each));
            } else {
                texts.add(assignment(field, value));
            }
        });
        return texts;
    }

    static String bracketed(List<String> options) {
        return options.isEmpty() ? "" : " [" + String.join(", ", options) + "]";
    }

    private static String assignment(FieldDescriptor field, Object value) {
        if (value instanceof UninterpretedOption option) return name(option) + " = " + value(option);
        if (value instanceof String text) return field.getName() + " = \"" + Escapes.escape(text) + "\"";
        // An aggregate of protobuf's own, as features are: not read back as such, but told apart.
        if (value instanceof Message message) {
            return field.getName() + " = { " + message.toString().replaceAll("\\s+", " ") + "}";
        }
        return field.getName() + " = " + value;
    }

    private static String name(UninterpretedOption option) {
        var parts = option.getNameList().stream()
                .map(part -> part.getIsExtension() ? "(" + part.getNamePart() + ")" : part.getNamePart())
                .toList();
        return String.join(".", parts);
    }

    private static String value(UninterpretedOption option) {
        if (option.hasIdentifierValue()) return option.getIdentifierValue();
        if (option.hasPositiveIntValue()) return Long.toUnsignedString(option.getPositiveIntValue());
        if (option.hasNegativeIntValue()) return String.valueOf(option.getNegativeIntValue());
        if (option.hasDoubleValue()) return decimal(option.getDoubleValue());
        if (option.hasStringValue()) return "\"" + Escapes.escape(option.getStringValue()) + "\"";
        return "{ " + option.getAggregateValue() + " }";
    }

    private static String decimal(double value) {
        if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
        return Double.isNaN(value) ? "nan" : String.valueOf(value);
    }
}
