package io.github.ffunit.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.ffunit.contract");

    @Test
    void imported_classes_areThere() {
        assertThat(ALL.size()).as("classes seen; 0 would make every rule pass").isGreaterThan(25);
    }

    @Test
    void suite_knowsTheBridgeByItsApiAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.ffunit.vfs.internal..", "com.dylibso..")
                .check(ALL);
    }

    @Test
    void model_isIndependent() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.contract.model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.ffunit.vfs",
                        "io.github.ffunit.contract.script",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "org.junit..",
                        "org.assertj..")
                .check(ALL);
    }

    @Test
    void scripts_standOnThePortAndTheModel() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.contract.script")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.ffunit.vfs", "org.junit..", "org.assertj..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.contract")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.ffunit.contract.model",
                        "io.github.ffunit.contract.script",
                        "io.github.ffunit.contract.verify")
                .check(ALL);
    }

    @Test
    void runs_standOnTheRest() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.contract.verify")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.ffunit.vfs..", "org.junit..", "org.assertj..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage("io.github.ffunit.contract.model", "io.github.ffunit.contract.script")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.ffunit.contract.verify")
                .check(ALL);
    }

    @Test
    void jqwik_isKnownToItsFrontEndAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.ffunit.contract.jqwik")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.jqwik..", "io.github.ffunit.contract.jqwik")
                .check(ALL);
    }

    @Test
    void rules_areNoApi() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .bePackagePrivate()
                .check(ALL);
    }

    @Test
    void nothing_prints() {
        noClasses().should().accessField(System.class, "out").check(ALL);
        noClasses().should().accessField(System.class, "err").check(ALL);
    }
}
