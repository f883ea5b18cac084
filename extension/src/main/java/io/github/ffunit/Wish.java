package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.FFprobe;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a parameter or a field wants to have injected.
 *
 * @param place the parameter or field, for messages
 * @param type its declared type
 * @param work its {@code @Work}, if any
 * @param media its {@code @Media}, if any
 */
record Wish(String place, Class<?> type, Optional<Work> work, Optional<Media> media) {

    /** Types that nobody but FFUnit can mean; those of the JDK need an annotation. */
    private static final Set<Class<?>> OWN_TYPES =
            Set.of(FFmpeg.class, FFprobe.class, FFmpegSandbox.class, Golden.class, FaultyFileSystem.class);

    /** What the parameter wants, or empty if it is no business of FFUnit. */
    static Optional<Wish> of(ParameterContext context) {
        Executable executable = context.getDeclaringExecutable();
        String owner = executable.getDeclaringClass().getName();
        return of(
                context.getParameter(),
                context.getParameter().getType(),
                "parameter [%s] of [%s]"
                        .formatted(
                                context.getParameter().getName(),
                                executable.getName().equals(owner) ? owner : owner + "." + executable.getName()));
    }

    /** What the field wants, or empty if it is no business of FFUnit. */
    static Optional<Wish> of(Field field) {
        return of(
                field,
                field.getType(),
                "field [%s] of [%s]"
                        .formatted(field.getName(), field.getDeclaringClass().getName()));
    }

    private static Optional<Wish> of(AnnotatedElement element, Class<?> type, String place) {
        Wish wish = new Wish(
                place,
                type,
                AnnotationSupport.findAnnotation(element, Work.class),
                AnnotationSupport.findAnnotation(element, Media.class));
        return wish.isExplicit() || OWN_TYPES.contains(type) ? Optional.of(wish) : Optional.empty();
    }

    /** Whether an annotation expresses the wish, not the type alone. */
    boolean isExplicit() {
        return work.isPresent() || media.isPresent();
    }

    Object grantedBy(TestSandbox sandbox) {
        if (work.isPresent() && media.isPresent()) {
            throw new ExtensionConfigurationException(
                    "@Work and @Media exclude each other, but %s has both; remove one".formatted(place));
        }
        if (work.isPresent()) {
            return workOf(sandbox);
        }
        if (media.isPresent()) {
            return mediaOf(sandbox, media.get().value());
        }
        if (type == Golden.class) {
            return sandbox.report()
                    .map(TestReport::golden)
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            "Goldens are of tests, but %s is of a class; take Golden as a parameter of the test"
                                    .formatted(place)));
        }
        if (type == FaultyFileSystem.class) {
            return sandbox.faulty()
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            "The files of the %s cannot fail; put @FaultyIo on the test or its class"
                                    .formatted(place)));
        }
        if (type == FFmpeg.class) {
            return sandbox.sandbox().ffmpeg();
        }
        return type == FFprobe.class ? sandbox.sandbox().ffprobe() : sandbox.sandbox();
    }

    private Object workOf(TestSandbox sandbox) {
        if (type == Path.class) {
            return sandbox.sandbox().workDirectory();
        }
        if (type == FileSystem.class) {
            return sandbox.sandbox().fileSystem();
        }
        throw new ExtensionConfigurationException(
                "@Work %s must have type java.nio.file.Path or java.nio.file.FileSystem but has type %s"
                        .formatted(place, type.getName()));
    }

    private Path mediaOf(TestSandbox sandbox, String name) {
        if (type != Path.class) {
            throw new ExtensionConfigurationException(
                    "@Media %s must have type java.nio.file.Path but has type %s".formatted(place, type.getName()));
        }
        try {
            return sandbox.media(name);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@Media %s: %s".formatted(place, e.getMessage()), e);
        }
    }
}
