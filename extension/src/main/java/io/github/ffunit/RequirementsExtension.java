package io.github.ffunit;

import io.github.ffunit.ffmpeg.Capability;
import io.github.ffunit.ffmpeg.FFmpeg;
import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Aborts what needs a part that FFmpeg has not.
 *
 * <p>Not an {@code ExecutionCondition}: that makes a test a skipped one, as one that somebody has switched off.
 */
final class RequirementsExtension implements BeforeAllCallback, BeforeEachCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        check(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        check(context);
    }

    private static void check(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElseThrow();
        List<Capability> required = requiredBy(element, context.getDisplayName());
        if (required.isEmpty()) {
            return;
        }
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            FFmpeg ffmpeg = sandbox.ffmpeg();
            List<Capability> missing = required.stream()
                    .filter(capability -> !ffmpeg.has(capability))
                    .toList();
            if (!missing.isEmpty()) {
                throw new TestAbortedException(
                        "this FFmpeg has no %s, which [%s] requires".formatted(missing, context.getDisplayName()));
            }
        }
    }

    private static List<Capability> requiredBy(AnnotatedElement element, String who) {
        List<Capability> all = new ArrayList<>();
        AnnotationSupport.findAnnotation(element, RequiresEncoder.class)
                .ifPresent(found -> add(all, Capability::encoder, found.value(), who));
        AnnotationSupport.findAnnotation(element, RequiresDecoder.class)
                .ifPresent(found -> add(all, Capability::decoder, found.value(), who));
        AnnotationSupport.findAnnotation(element, RequiresMuxer.class)
                .ifPresent(found -> add(all, Capability::muxer, found.value(), who));
        AnnotationSupport.findAnnotation(element, RequiresDemuxer.class)
                .ifPresent(found -> add(all, Capability::demuxer, found.value(), who));
        AnnotationSupport.findAnnotation(element, RequiresFilter.class)
                .ifPresent(found -> add(all, Capability::filter, found.value(), who));
        return all;
    }

    private static void add(List<Capability> all, Function<String, Capability> kind, String[] names, String who) {
        try {
            for (String name : names) {
                all.add(kind.apply(name));
            }
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "[%s] requires what cannot be: %s".formatted(who, e.getMessage()), e);
        }
    }
}
