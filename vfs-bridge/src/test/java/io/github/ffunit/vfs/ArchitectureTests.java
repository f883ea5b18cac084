package io.github.ffunit.vfs;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTests {
    private static final String VFS = "io.github.ffunit.vfs..";
    private static final String INTERNAL = "io.github.ffunit.vfs.internal..";
    private static final String CHICORY = "com.dylibso..";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.ffunit.vfs");

    @Test
    void imported_classes_areThere() {
        assertThat(ALL.size()).as("classes seen; 0 would make every rule pass").isGreaterThan(40);
    }

    @Test
    void onlyTheBinding_knowsTheRuntime() {
        noClasses()
                .that(resideInAPackage(VFS).and(not(resideInAPackage("io.github.ffunit.vfs.chicory.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CHICORY)
                .check(ALL);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.github.ffunit..").and(not(resideInAPackage(VFS))))
                .check(ALL);
    }

    @Test
    void calls_dependOnNothingInside() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.vfs.preview1..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(VFS).and(not(resideInAPackage("io.github.ffunit.vfs.preview1.."))))
                .check(ALL);
    }

    /** What goes by path instead would leave a gap for other processes: here is all that may, and why. */
    @Test
    void names_areUsedThroughTheStorageOfTheirMount() {
        List<String> others = List.of(
                "Storage",
                "AnchoredStorage",
                "Bridge", // deletes at its end what it hid itself
                "Capabilities", // looks at a root, as it is mounted
                "MountTable"); // the same
        noClasses()
                .that()
                .resideInAPackage(INTERNAL)
                .and(not(describe("allowed", (JavaClass type) -> others.contains(type.getSimpleName()))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Files.class)
                .check(ALL);
    }

    @Test
    void faults_knowNothingOfGuests_andTheJournalOnlyTheCalls() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.vfs.faults..")
                .should()
                .dependOnClassesThat(resideInAPackage(VFS).and(not(resideInAPackage("io.github.ffunit.vfs.faults.."))))
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.vfs.journal..")
                .should()
                .dependOnClassesThat(resideInAPackage(VFS)
                        .and(not(resideInAnyPackage(
                                "io.github.ffunit.vfs.journal..", "io.github.ffunit.vfs.preview1.."))))
                .check(ALL);
    }

    @Test
    void internals_areNotPartOfTheApi() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(not(resideInAPackage(INTERNAL)).and(publicClass()))
                .should()
                .notHaveRawReturnType(resideInAPackage(INTERNAL))
                .andShould()
                .notHaveRawParameterTypes(anyInternal())
                .check(ALL);
        classes()
                .that()
                .resideInAPackage(INTERNAL)
                .and()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(Bridge|Settings|Settings\\$MountRequest)")
                .check(ALL);
    }

    @Test
    void nothing_hasThreadLocalsOrPrints() {
        noClasses()
                .should()
                .accessClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(ALL);
        noClasses().should().accessField(System.class, "out").check(ALL);
        noClasses().should().accessField(System.class, "err").check(ALL);
    }

    private static DescribedPredicate<JavaClass> publicClass() {
        return DescribedPredicate.describe("public", type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    private static DescribedPredicate<List<JavaClass>> anyInternal() {
        return DescribedPredicate.describe(
                "any internal", types -> types.stream().anyMatch(resideInAPackage(INTERNAL)));
    }
}
