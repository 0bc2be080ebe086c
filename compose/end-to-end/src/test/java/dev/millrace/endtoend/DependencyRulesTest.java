package dev.millrace.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.millrace.launcher.platform.Home;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may see whom, as {@code docs/architecture.md} has it. */
class DependencyRulesTest {

    private static final Map<String, List<String>> SEES = sees();

    private static JavaClasses classes;

    /** By a module's root package: those of ours that it may see besides. */
    private static Map<String, List<String>> sees() {
        var sees = new LinkedHashMap<String, List<String>>();
        sees.put("message", List.of());
        sees.put("topic", List.of("message"));
        sees.put("part", List.of());
        sees.put("edge", List.of("message"));
        sees.put("topology", List.of("message", "topic", "edge", "part"));
        sees.put("gateway", List.of("message", "topic", "edge", "part"));
        sees.put("broker", List.of("message", "topic", "part"));
        sees.put("connect", List.of("message", "topic", "part"));
        sees.put("database", List.of("part"));
        sees.put("amqp", List.of("part"));
        sees.put("media", List.of());
        sees.put("gpu", List.of("message", "topic", "part", "media"));
        sees.put("registry", List.of("message", "topic", "part"));
        sees.put("recording", List.of("message", "edge", "media"));
        return sees;
    }

    @BeforeAll
    static void read() {
        var home = Home.find();
        var builds = Stream.of(
                        "schemas/messages",
                        "schemas/topics",
                        "schemas/edge",
                        "compose/part",
                        "compose/media",
                        "topology",
                        "gateways",
                        "connect",
                        "gpu-processor",
                        "compose/database",
                        "compose/amqp",
                        "compose/broker",
                        "compose/registry",
                        "compose/recordings",
                        "compose/launcher")
                .map(module -> home.resolve(module).resolve("target/classes"))
                .peek(build -> assertThat(Files.isDirectory(build))
                        .as(build + " is built")
                        .isTrue())
                .toList();
        classes = new ClassFileImporter().importPaths(builds);
    }

    static Stream<String> modules() {
        return SEES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldSeeNoMoreOfOursThanTheDesignAllows(String module) {
        // Given
        var allowed = Stream.concat(Stream.of(module), SEES.getOrDefault(module, List.of()).stream())
                .map(name -> "dev.millrace." + name + "..")
                .toArray(String[]::new);

        // When
        var rule = noClasses()
                .that()
                .resideInAPackage("dev.millrace." + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.millrace..").and(not(resideInAnyPackage(allowed))));

        // Then
        rule.check(classes);
    }

    @Test
    void shouldHaveNoSocketsInTopologiesAndNoTopologiesInGateways() {
        // Given
        var topologies = noClasses()
                .that()
                .resideInAPackage("dev.millrace.topology..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "java.sql..")
                        .or(belongToAnyOf(Socket.class, ServerSocket.class, HttpClient.class)));
        var gateways = noClasses()
                .that()
                .resideInAPackage("dev.millrace.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.streams..");

        // When
        topologies.check(classes);

        // Then
        gateways.check(classes);
    }
}
