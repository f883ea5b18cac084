package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.internal.bundle.TestIdentity;
import io.github.ffunit.internal.golden.GoldenRun;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link FFmpegTest} does: it hands out what parameters and fields wish for, from a sandbox opened for the context that asks first.
 *
 * <p>A {@link Wish} knows what a parameter or field is to get. The {@link TestSandbox} and the {@link InjectedFields} of
 * a context live in its Store, which closes them when the context ends, whatever the outcome.
 */
final class FFmpegTestExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                InvocationInterceptor,
                ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FFmpegTestExtension.class);
    private static final long MIB = 1L << 20;

    /** Names its context: a store also finds what lies in the stores of enclosing contexts. */
    private record SandboxKey(String contextId) {}

    private record FieldsKey(String contextId) {}

    /** A constructor that makes the instance of one test gets that test's sandbox. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        fieldsOf(context).injectStatic(context.getRequiredTestClass(), wish -> wish.grantedBy(sandboxOf(context)));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        requireFieldsOfOneTestAtATime(context);
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            fieldsOf(context).injectInstance(instance, wish -> wish.grantedBy(sandboxOf(context)));
        }
    }

    /** Before the test's own methods clear up. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        keepReport(context);
    }

    /** Failures of methods before and after the test are known only here. */
    @Override
    public void afterEach(ExtensionContext context) {
        keepReport(context);
        openSandboxOf(context).flatMap(TestSandbox::report).ifPresent(report -> report.publish(context));
        boolean hasPassed = context.getExecutionException().isEmpty();
        goldensOf(context).ended(TestIdentity.of(context), context.getRequiredTestClass(), hasPassed);
    }

    private static void keepReport(ExtensionContext context) {
        openSandboxOf(context)
                .flatMap(TestSandbox::report)
                .ifPresent(report -> report.keep(context, sandboxOf(context).sandbox()));
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext context)
            throws Throwable {
        ExtensionContext factory = context;
        while (factory.getTestMethod().isEmpty()) {
            factory = factory.getParent().orElseThrow();
        }
        TestSandbox sandbox = sandboxOf(factory);
        sandbox.report().orElseThrow().runDynamicTest(factory, context, sandbox.sandbox(), invocation::proceed);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Wish.of(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Wish.of(parameter).orElseThrow().grantedBy(sandboxOf(context));
    }

    private static Optional<TestSandbox> openSandboxOf(ExtensionContext context) {
        return Optional.ofNullable(
                context.getStore(NAMESPACE).get(new SandboxKey(context.getUniqueId()), TestSandbox.class));
    }

    private static GoldenRun goldensOf(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        GoldenRun.class,
                        type -> new GoldenRun(settingsOf(context).goldens(), System.err::println),
                        GoldenRun.class);
    }

    private static ReportSettings settingsOf(ExtensionContext context) {
        return ReportSettings.read(context::getConfigurationParameter, System.getenv());
    }

    private static TestSandbox sandboxOf(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(new SandboxKey(context.getUniqueId()), key -> open(context), TestSandbox.class);
    }

    private static InjectedFields fieldsOf(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new FieldsKey(context.getUniqueId()), key -> new InjectedFields(), InjectedFields.class);
    }

    private static TestSandbox open(ExtensionContext context) {
        FFmpegSandbox.Builder sandbox = FFmpegSandbox.builder().limits(limitsOf(context));
        if (context.getTestMethod().isEmpty()) {
            return new TestSandbox(sandbox.open(), Optional.empty());
        }
        TestReport report = new TestReport(settingsOf(context), goldensOf(context), TestIdentity.of(context));
        return new TestSandbox(report.open(sandbox), Optional.of(report));
    }

    private static Limits limitsOf(ExtensionContext context) {
        FFmpegTest settings = nearestAnnotation(context)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "FFUnit's extension works by annotation: put @FFmpegTest on [%s], and nothing else"
                                .formatted(context.getDisplayName())));
        return Limits.defaults()
                .withWallTime(Duration.ofSeconds(positive("wallTimeSeconds", settings.wallTimeSeconds(), context)))
                .withMemoryBytes(positive("memoryMiB", settings.memoryMiB(), context) * MIB)
                .withOutputBytes(positive("outputMiB", settings.outputMiB(), context) * MIB);
    }

    private static Optional<FFmpegTest> nearestAnnotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestMethod(), FFmpegTest.class)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), FFmpegTest.class, context.getEnclosingTestClasses()));
    }

    private static long positive(String name, long value, ExtensionContext context) {
        if (value <= 0) {
            throw new ExtensionConfigurationException("@FFmpegTest(%s) of [%s] must be positive but was [%d]"
                    .formatted(name, context.getRequiredTestClass().getName(), value));
        }
        return value;
    }

    /** An instance shared by tests that run at the same time has one field for several values. */
    private static void requireFieldsOfOneTestAtATime(ExtensionContext test) {
        boolean concurrent = false;
        for (Optional<ExtensionContext> next = Optional.of(test);
                next.isPresent();
                next = next.get().getParent()) {
            ExtensionContext context = next.get();
            boolean isShared = context.getTestMethod().isEmpty()
                    && context.getTestInstanceLifecycle()
                            .filter(Lifecycle.PER_CLASS::equals)
                            .isPresent();
            if (isShared && concurrent && InjectedFields.isWantedIn(context.getRequiredTestClass())) {
                throw new ExtensionConfigurationException(
                        ("Tests of [%s] share one instance (PER_CLASS) and run concurrently, so FFUnit cannot set its"
                                        + " fields for each; use parameters, or @Execution(SAME_THREAD)")
                                .formatted(context.getRequiredTestClass().getName()));
            }
            concurrent |= context.getExecutionMode() == ExecutionMode.CONCURRENT;
        }
    }
}
