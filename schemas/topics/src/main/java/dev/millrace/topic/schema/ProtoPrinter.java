package dev.millrace.topic.schema;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Writes a file whose types are resolved as proto text: one fixed style, so that equal files are equal text. */
final class ProtoPrinter {

    private final Lines lines = new Lines();
    private final FileDescriptorProto file;
    private final FieldPrinter fields;

    private ProtoPrinter(FileDescriptorProto file) {
        this.file = file;
        this.fields = new FieldPrinter(lines, file.getSyntax().equals("proto3"), this::members);
    }

    static String print(FileDescriptorProto file) {
        var printer = new ProtoPrinter(file);
        printer.file();
        return printer.lines.toString();
    }

    private void file() {
        lines.add("syntax = \"" + (file.getSyntax().isEmpty() ? "proto2" : file.getSyntax()) + "\";");
        if (file.hasPackage()) lines.add("package " + file.getPackage() + ";");
        for (int i = 0; i < file.getDependencyCount(); i++) {
            var kind = file.getPublicDependencyList().contains(i)
                    ? "public "
                    : file.getWeakDependencyList().contains(i) ? "weak " : "";
            lines.add("import " + kind + "\"" + Escapes.escape(file.getDependency(i)) + "\";");
        }
        for (var option : OptionText.of(file.getOptions())) lines.add("option " + option + ";");
        extensions(file.getExtensionList(), file.getMessageTypeList(), type -> {});
        var groups = fields.groupsOf(file.getExtensionList());
        for (var message : file.getMessageTypeList()) {
            if (!groups.contains(message.getName())) message(message);
        }
        file.getEnumTypeList().forEach(this::enumeration);
        file.getServiceList().forEach(this::service);
    }

    private void message(DescriptorProto message) {
        lines.open("message " + message.getName());
        members(message);
        lines.close();
    }

    /** What stands between the braces of a message or a group. */
    private void members(DescriptorProto message) {
        for (var option : OptionText.of(message.getOptions())) lines.add("option " + option + ";");
        var nested = new NestedTypes(message);
        fields.printAll(message, nested::printUpTo);
        extensions(message.getExtensionList(), message.getNestedTypeList(), nested::printUpTo);
        for (var range : message.getExtensionRangeList()) {
            lines.add("extensions " + range(range.getStart(), range.getEnd() - 1, (1 << 29) - 1)
                    + OptionText.bracketed(OptionText.of(range.getOptions())) + ";");
        }
        for (var range : message.getReservedRangeList()) {
            lines.add("reserved " + range(range.getStart(), range.getEnd() - 1, (1 << 29) - 1) + ";");
        }
        reservedNames(message.getReservedNameList());
        nested.printUpTo(message.getNestedTypeCount());
        message.getEnumTypeList().forEach(this::enumeration);
    }

    /** The nested messages of one message, printed so that they are read back in their order, since indexes count them. */
    private final class NestedTypes {

        private final DescriptorProto message;
        private final Set<String> groups = new HashSet<>();
        private int next;

        NestedTypes(DescriptorProto message) {
            this.message = message;
            groups.addAll(fields.groupsOf(message.getFieldList()));
            groups.addAll(fields.groupsOf(message.getExtensionList()));
        }

        void printUpTo(int end) {
            for (; next < end; next++) {
                var type = message.getNestedType(next);
                if (!type.getOptions().getMapEntry() && !groups.contains(type.getName())) message(type);
            }
        }
    }

    private void extensions(List<FieldDescriptorProto> extensions, List<DescriptorProto> types, IntConsumer precede) {
        for (var extension : extensions) {
            FieldPrinter.local(extension, types).ifPresent(type -> precede.accept(types.indexOf(type)));
            lines.open("extend " + extension.getExtendee());
            fields.print(extension, types);
            lines.close();
        }
    }

    private void enumeration(EnumDescriptorProto type) {
        lines.open("enum " + type.getName());
        for (var option : OptionText.of(type.getOptions())) lines.add("option " + option + ";");
        for (var value : type.getValueList()) {
            lines.add(value.getName() + " = " + value.getNumber()
                    + OptionText.bracketed(OptionText.of(value.getOptions())) + ";");
        }
        for (var range : type.getReservedRangeList()) {
            lines.add("reserved " + range(range.getStart(), range.getEnd(), Integer.MAX_VALUE) + ";");
        }
        reservedNames(type.getReservedNameList());
        lines.close();
    }

    private void service(ServiceDescriptorProto service) {
        lines.open("service " + service.getName());
        for (var option : OptionText.of(service.getOptions())) lines.add("option " + option + ";");
        for (var method : service.getMethodList()) {
            var head = "rpc " + method.getName() + "(" + (method.getClientStreaming() ? "stream " : "")
                    + method.getInputType() + ") returns (" + (method.getServerStreaming() ? "stream " : "")
                    + method.getOutputType() + ")";
            if (method.hasOptions()) {
                lines.open(head);
                for (var option : OptionText.of(method.getOptions())) lines.add("option " + option + ";");
                lines.close();
            } else {
                lines.add(head + ";");
            }
        }
        lines.close();
    }

    private void reservedNames(List<String> names) {
        for (var name : names) {
            lines.add("reserved \"" + Escapes.escape(ByteString.copyFromUtf8(name)) + "\";");
        }
    }

    private static String range(int first, int last, int most) {
        if (first == last) return String.valueOf(first);
        return first + " to " + (last == most ? "max" : String.valueOf(last));
    }
}
