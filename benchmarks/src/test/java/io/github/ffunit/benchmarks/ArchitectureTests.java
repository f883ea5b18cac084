package io.github.ffunit.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.ffunit.benchmarks");

    @Test
    void imported_classes_areThere() {
        assertThat(ALL.size()).as("classes seen; 0 would make every rule pass").isGreaterThan(20);
    }

    @Test
    void wholeJobs_areRunAsUsersRunThem() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.benchmarks")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal..", "io.github.ffunit.benchmarks.inside..", "com.dylibso..")
                .check(ALL);
    }

    @Test
    void nothing_knowsTheRuntimeBelowTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.dylibso..")
                .check(ALL);
    }
}
