package dev.millrace.topic.schema;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves the types of a file, as protobuf itself does, and writes down what they resolved to. */
final class Linking {

    /** The files that every protobuf user has. */
    private static final Map<String, FileDescriptor> WELL_KNOWN = Stream.of(
                    AnyProto.getDescriptor(),
                    ApiProto.getDescriptor(),
                    DescriptorProtos.getDescriptor(),
                    DurationProto.getDescriptor(),
                    EmptyProto.getDescriptor(),
                    FieldMaskProto.getDescriptor(),
                    SourceContextProto.getDescriptor(),
                    StructProto.getDescriptor(),
                    TimestampProto.getDescriptor(),
                    TypeProto.getDescriptor(),
                    WrappersProto.getDescriptor())
            .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));

    private Linking() {}

    static FileDescriptor link(FileDescriptorProto file) throws DescriptorValidationException, Malformed {
        var imports = imports(file);
        var bare = file.toBuilder().clearSourceCodeInfo().build();
        var linked = build(resolved(bare, build(bare, imports)), imports);
        Soundness.require(linked);
        return linked;
    }

    private static FileDescriptor[] imports(FileDescriptorProto file) throws Malformed {
        var imports = new ArrayList<FileDescriptor>();
        for (var name : file.getDependencyList()) {
            var known = WELL_KNOWN.get(name);
            if (known == null) throw new Malformed("import of " + name + ": only google/protobuf/ can be imported");
            imports.add(known);
        }
        return imports.toArray(FileDescriptor[]::new);
    }

    private static FileDescriptor build(FileDescriptorProto file, FileDescriptor[] imports)
            throws DescriptorValidationException, Malformed {
        try {
            return FileDescriptor.buildFrom(file, imports);
        } catch (IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            // protobuf-java trusts a few numbers and names of a descriptor that protoc would never have written.
            throw new Malformed("the descriptor is not consistent: " + e.getMessage());
        }
    }

    private static FileDescriptorProto resolved(FileDescriptorProto file, FileDescriptor linked) {
        var builder = file.toBuilder();
        resolve(builder.getMessageTypeBuilderList(), linked.getMessageTypes());
        fields(builder.getExtensionBuilderList(), linked.getExtensions());
        for (int i = 0; i < builder.getServiceCount(); i++) {
            var methods = linked.getServices().get(i).getMethods();
            for (int j = 0; j < methods.size(); j++) {
                builder.getServiceBuilder(i)
                        .getMethodBuilder(j)
                        .setInputType("." + methods.get(j).getInputType().getFullName())
                        .setOutputType("." + methods.get(j).getOutputType().getFullName());
            }
        }
        return builder.build();
    }

    private static void resolve(List<DescriptorProto.Builder> builders, List<Descriptor> messages) {
        for (int i = 0; i < builders.size(); i++) {
            var message = messages.get(i);
            fields(builders.get(i).getFieldBuilderList(), message.getFields());
            fields(builders.get(i).getExtensionBuilderList(), message.getExtensions());
            resolve(builders.get(i).getNestedTypeBuilderList(), message.getNestedTypes());
        }
    }

    private static void fields(List<FieldDescriptorProto.Builder> builders, List<FieldDescriptor> fields) {
        for (int i = 0; i < builders.size(); i++) {
            var builder = builders.get(i);
            var field = fields.get(i);
            if (field.isExtension())
                builder.setExtendee("." + field.getContainingType().getFullName());
            if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
                builder.setType(FieldDescriptorProto.Type.TYPE_ENUM)
                        .setTypeName("." + field.getEnumType().getFullName());
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                if (!builder.hasType()) builder.setType(FieldDescriptorProto.Type.TYPE_MESSAGE);
                builder.setTypeName("." + field.getMessageType().getFullName());
            }
        }
    }
}
