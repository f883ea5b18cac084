package io.github.ffunit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.support.AnnotationConsumer;

/** The shape of the extension. */
class ArchitectureTests {

    private static final ArchRule EXTENSIONS_HOLD_ONLY_CONSTANTS = fields().that()
            .areDeclaredInClassesThat()
            .implement(Extension.class)
            .and()
            // One object serves one annotation, or one folder, and JUnit gives these what it holds
            .areDeclaredInClassesThat(not(assignableTo(AnnotationConsumer.class)))
            .and()
            .areDeclaredInClassesThat(not(assignableTo(TempDirFactory.class)))
            .should()
            .beFinal()
            .andShould()
            .haveRawType(describe(
                    "Namespace, String, Pattern, primitive or the options of a builder",
                    (JavaClass type) -> type.isEquivalentTo(Namespace.class)
                            || type.isEquivalentTo(String.class)
                            || type.isEquivalentTo(Pattern.class)
                            || type.isPrimitive()
                            || type.getSimpleName().equals("Options")));

    /** By place, not by package: below this package lie all modules, the compiled FFmpeg among them. */
    private final JavaClasses all = new ClassFileImporter()
            .importUrl(FFmpegTest.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void extensions_holdNoState() {
        assertThat(all.size()).as("classes seen; 0 would make every rule pass").isGreaterThan(6);
        EXTENSIONS_HOLD_ONLY_CONSTANTS.check(all);
        noClasses()
                .should()
                .accessClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(all);
    }

    @Test
    void extensionWithStaticMap_isRejected() {
        JavaClasses mutant = new ClassFileImporter().importClasses(StaticMapMutantExtension.class);
        assertThatThrownBy(() -> EXTENSIONS_HOLD_ONLY_CONSTANTS.check(mutant))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("StaticMapMutantExtension.CACHE");
    }

    @Test
    void publicTypes_ofTheFirstPackages_areAnnotationsAndFewOthers() {
        assertThat(all.stream()
                        .filter(type -> Set.of("io.github.ffunit", "io.github.ffunit.params")
                                .contains(type.getPackageName()))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isAssignableTo(Annotation.class))
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "FFmpegExtension", "Builder", "IoCondition", "MediaCase", "MediaTempDir", "Refusal");
        classes()
                .that()
                .implement(Extension.class)
                .should()
                .haveNameMatching(".*(Extension|Provider|TempDir)")
                .check(all);
    }

    @Test
    void engine_isReachedThroughRunnerOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.dylibso..", "com.google.common.jimfs..", "io.github.ffunit.ffmpeg.internal..")
                .check(all);
        // But for what the runner's own API hands out, and files that fail
        assertNone(
                not(resideInAnyPackage("io.github.ffunit.internal.bundle", "io.github.ffunit.assertj")),
                "io.github.ffunit.vfs.journal");
        assertNone(not(resideInAPackage("io.github.ffunit")), "io.github.ffunit.vfs.faults");
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.ffunit.vfs..")
                        .and(not(resideInAnyPackage("io.github.ffunit.vfs.journal", "io.github.ffunit.vfs.faults")))
                        .and(not(type(Errno.class))))
                .check(all);
    }

    /** They are a second opinion about what FFmpeg writes; of the runner they have what a fraction and a stream is. */
    @Test
    void readersOfPlaylists_runNoFFmpeg() {
        noClasses()
                .that()
                .resideInAPackage("io.github.ffunit.internal.playlist")
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.ffunit..")
                        .and(not(resideInAPackage("io.github.ffunit.internal.playlist")))
                        .and(not(resideInAPackage("io.github.ffunit.ffmpeg.probe"))))
                .check(all);
    }

    /** Reports know their files and goldens keep some there; neither knows the extension. */
    @Test
    void dependencies_goOneWay() {
        assertNone(
                resideInAPackage("io.github.ffunit.internal.bundle"),
                "io.github.ffunit",
                "io.github.ffunit.golden",
                "io.github.ffunit.internal.golden");
        assertNone(
                resideInAnyPackage("io.github.ffunit.golden", "io.github.ffunit.internal.golden"), "io.github.ffunit");
        assertNone(resideInAPackage("io.github.ffunit.golden"), "io.github.ffunit.internal..");
        // Assertions stand beside goldens, and frames below both
        assertNone(not(resideInAPackage("io.github.ffunit.assertj")), "io.github.ffunit.assertj");
        assertNone(resideInAPackage("io.github.ffunit.assertj"), "io.github.ffunit");
        assertNone(
                resideInAPackage("io.github.ffunit.internal.frames"),
                "io.github.ffunit",
                "io.github.ffunit.assertj",
                "io.github.ffunit.golden",
                "io.github.ffunit.internal.bundle",
                "io.github.ffunit.internal.golden");
    }

    /** That no class of these depends on one in those packages. */
    private void assertNone(DescribedPredicate<JavaClass> classes, String... packages) {
        noClasses()
                .that(classes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(all);
    }

    /** A JUnit that came along with the extension would mix with the user's own, of another version. */
    @Test
    void dependenciesOnJUnit_areLeftToTheUser() throws IOException {
        List<String> onJUnit = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(MatchResult::group)
                .filter(dependency -> dependency.contains("<groupId>org.junit."))
                .toList();

        assertThat(onJUnit)
                .isNotEmpty()
                .allMatch(dependency ->
                        dependency.contains("<scope>provided</scope>") || dependency.contains("<scope>test</scope>"));
    }

    static final class StaticMapMutantExtension implements Extension {

        static final Map<String, String> CACHE = new HashMap<>();
    }
}
