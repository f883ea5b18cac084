package io.github.ffunit.ffmpeg;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String ROOT = "io.github.ffunit.ffmpeg";
    private static final String[] EXPORTED = {ROOT, ROOT + ".analysis", ROOT + ".probe"};

    /** Without the compiled module, whose classes are huge and nobody's style. */
    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/ffunit/ffmpeg/module/"))
            .importPackages(ROOT);

    @Test
    void guard_sawTheClasses() {
        assertThat(all.size()).as("classes seen; 0 would make every rule pass").isGreaterThan(40);
    }

    @Test
    void chicory_isKnownToItsEngineOnly_withMemoryAndModule() {
        noClasses()
                .that(not(belongToAnyOf(
                        load("internal.engine.JvmEngine"),
                        load("internal.engine.FlatMemory"),
                        load("internal.engine.StrippedModule"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.dylibso.chicory..")
                .check(all);
    }

    @Test
    void publicMethods_mentionNeitherInternalsNorTheRuntime() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXPORTED)
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should()
                .notHaveRawReturnType(resideInAnyPackage(ROOT + ".internal..", "com.dylibso.."))
                .check(all);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXPORTED)
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .arePublic()
                .should()
                .haveRawParameterTypes(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "any type of internals or the runtime", (java.util.List<JavaClass> types) -> types.stream()
                                .anyMatch(type -> type.getPackageName().startsWith(ROOT + ".internal")
                                        || type.getPackageName().startsWith("com.dylibso"))))
                .check(all);
    }

    @Test
    void engineThreadsAndCalls_knowNothingOfThePublicApi() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".internal.engine", ROOT + ".internal.threads", ROOT + ".internal.wasi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EXPORTED)
                .check(all);
    }

    @Test
    void standardStreams_areNeverTouched() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(all);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(ROOT + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
