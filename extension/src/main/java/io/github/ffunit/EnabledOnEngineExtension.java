package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Compares the version of FFmpeg with what {@link EnabledOnEngine} says. */
final class EnabledOnEngineExtension implements ExecutionCondition {

    private static final Pattern COMPARISON = Pattern.compile("(>=|>|<=|<|=) *([0-9]+(?:\\.[0-9]+)*)");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<EnabledOnEngine> annotation =
                AnnotationSupport.findAnnotation(context.getElement(), EnabledOnEngine.class);
        if (annotation.isEmpty()) {
            return ConditionEvaluationResult.enabled("any version of FFmpeg will do");
        }
        String version = version();
        for (String comparison : annotation.get().value()) {
            if (!holds(version, comparison, context.getDisplayName())) {
                return ConditionEvaluationResult.disabled("FFmpeg %s is not %s".formatted(version, comparison));
            }
        }
        return ConditionEvaluationResult.enabled("FFmpeg is " + version);
    }

    private static String version() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            return sandbox.ffmpeg().version();
        }
    }

    static boolean holds(String version, String comparison, String who) {
        Matcher matcher = COMPARISON.matcher(comparison);
        if (!matcher.matches()) {
            throw new ExtensionConfigurationException(
                    "[%s] is enabled on [%s], but a version is compared by >=, >, <=, < or = and numbers, for instance [>=9.0]"
                            .formatted(who, comparison));
        }
        int order = Version.parse(version).compareTo(Version.parse(matcher.group(2)));
        return switch (matcher.group(1)) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }
}
