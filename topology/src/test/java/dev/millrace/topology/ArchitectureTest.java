package dev.millrace.topology;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.millrace.topology");

    @Test
    void shouldKnowOnlyTheSchemasAndWhatAPartIs() {
        // Then
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("dev.millrace.."))
                        .or(resideInAnyPackage(
                                "dev.millrace.topology..",
                                "dev.millrace.topic..",
                                "dev.millrace.message..",
                                "dev.millrace.edge..",
                                "dev.millrace.part..")))
                .check(module);
    }

    @Test
    void shouldDoNoInputOrOutputAndReadNoClockInATopology() {
        // Then
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.millrace.topology.video..",
                        "dev.millrace.topology.telemetry..",
                        "dev.millrace.topology.imu..")
                .and()
                .doNotHaveSimpleName("WindowCodec")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.sql..", "java.time..")
                                .or(simpleNameStartingWith("Random")))
                .check(module);
    }

    @Test
    void shouldDecideWithoutKafka() {
        // Then
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(Predictor|Vehicle|Packet|Reading|CompressionCounters|DayTotals|Presence|Absence|Placement|Placer|ReorderWindow|Remembered|ImuSample|Verdict|Decision|Transform|Unit)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "com.google.protobuf.."))
                .check(module);
    }
}
