package io.github.ffunit.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.ffunit.compiler");

    @Test
    void buildStep_knowsOnlyChicoryAndTheJdk() {
        assertThat(all.size()).as("classes seen; 0 would make every rule pass").isPositive();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.ffunit.compiler",
                        "com.dylibso.chicory..",
                        "org.objectweb.asm..",
                        "org.apiguardian..",
                        "org.jspecify..",
                        "java..",
                        "javax.tools")
                .check(all);
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(all);
    }
}
