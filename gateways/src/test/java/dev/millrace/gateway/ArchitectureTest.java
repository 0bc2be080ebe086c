package dev.millrace.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String FRAME = "dev.millrace.gateway";
    /** What capabilities are made of; none of it knows of capabilities. */
    private static final String[] GROUND = {
        FRAME + ".access..",
        FRAME + ".clock..",
        FRAME + ".console..",
        FRAME + ".history..",
        FRAME + ".live..",
        FRAME + ".python..",
        FRAME + ".retention.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(FRAME);

    @Test
    void shouldSeeNoOtherModuleThanSchemasAndPart() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.millrace..")
                        .and(resideOutsideOfPackages(
                                FRAME + "..",
                                "dev.millrace.topic..",
                                "dev.millrace.message..",
                                "dev.millrace.edge..",
                                "dev.millrace.part..")))
                .check(CLASSES);
    }

    @Test
    void shouldKeepCapabilitiesApartFromEachOther() {
        slices().matching(FRAME + ".(hub|telemetry|analyst|video)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void shouldLetTheFrameKnowNoCapability() {
        noClasses()
                .that()
                .resideInAPackage(FRAME)
                .should()
                .dependOnClassesThat(resideInAPackage(FRAME + "..")
                        .and(resideOutsideOfPackages(FRAME))
                        .and(resideOutsideOfPackages(GROUND)))
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheGroundFreeOfTheFrame() {
        noClasses()
                .that(resideInAnyPackage(GROUND))
                .should()
                .dependOnClassesThat(resideInAPackage(FRAME + "..").and(resideOutsideOfPackages(GROUND)))
                .check(CLASSES);
        slices().matching(FRAME + ".(access|clock|console|history|live|python)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void shouldAskDatabasesOfThePastInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(FRAME + ".history..", FRAME + ".analyst..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void shouldNamePackagesForWhatTheyAre() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..core..", "..helper..", "..manager..", "..impl..")
                .check(CLASSES);
    }

    @Test
    void shouldMarkEveryPackageAsFreeOfNull() {
        assertThat(CLASSES.stream().map(type -> type.getPackage()).distinct())
                .allMatch(
                        (JavaPackage each) -> each.isAnnotatedWith(NullMarked.class), "is annotated with @NullMarked");
    }

    @Test
    void shouldSendOnlyThroughOutboxesAndTheFrame() {
        classes()
                .that()
                .resideInAnyPackage(FRAME + ".telemetry..", FRAME + ".hub..")
                .should()
                .onlyAccessClassesThat(resideOutsideOfPackages("io.javalin.websocket.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
