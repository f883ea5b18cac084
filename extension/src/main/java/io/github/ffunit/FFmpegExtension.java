package io.github.ffunit;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.ffmpeg.Limits;
import io.github.ffunit.golden.UpdateGolden;
import io.github.ffunit.internal.bundle.TestIdentity;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestFactory;
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
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link FFmpegTest} does, for a class that wants sandboxes of its own making. It is registered in a static field, instead of the annotation on the
 * class:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FFmpegExtension FFMPEG = FFmpegExtension.builder()
 *         .sandbox(sandbox -> sandbox.environment("FFREPORT", "file=report.log").epoch(Instant.EPOCH))
 *         .build();
 * }</pre>
 *
 * <p>Everything else is as {@link FFmpegTest} tells. In a field that is not static the extension serves tests, not their class: static fields and
 * {@code @BeforeAll} get nothing.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class FFmpegExtension
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                InvocationInterceptor,
                ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FFmpegExtension.class);
    private static final long MIB = 1L << 20;

    private final Options options;

    /**
     * What sandboxes are made of.
     *
     * @param files makes the file system of each
     * @param sandbox sets the rest
     */
    private record Options(Supplier<? extends FileSystem> files, Consumer<FFmpegSandbox.Builder> sandbox) {}

    /** Names its context: a store also finds what lies in the stores of enclosing contexts. */
    private record SandboxKey(String contextId) {}

    private record FieldsKey(String contextId) {}

    /** For JUnit, which makes one where it finds the annotation. */
    FFmpegExtension() {
        this(new Options(FFmpegSandbox::newFileSystem, sandbox -> {}));
    }

    private FFmpegExtension(Options options) {
        this.options = options;
    }

    /** {@return a builder, with all as by {@link FFmpegTest} without attributes} */
    public static Builder builder() {
        return new Builder();
    }

    /** Settings of an extension. Not thread-safe. */
    @API(status = EXPERIMENTAL, since = "0.1")
    public static final class Builder {

        private Supplier<? extends FileSystem> files = FFmpegSandbox::newFileSystem;
        private Consumer<FFmpegSandbox.Builder> sandbox = any -> {};

        private Builder() {}

        /**
         * Sets where tests have their files: the first root directory of a file system becomes the root of a sandbox. By default a new Jimfs.
         *
         * @param files makes a new file system for each test, and one for the class if that needs one; may be called by several threads at once.
         *     FFUnit closes what it makes
         * @return this
         * @throws NullPointerException if {@code files} is null
         */
        public Builder fileSystem(Supplier<? extends FileSystem> files) {
            this.files = requireNonNull(files, "files");
            return this;
        }

        /**
         * Sets anything else of each sandbox: mounts, environment, limits, clock, seed. What is set here beats annotations and settings.
         *
         * @param sandbox called for each sandbox, when all else is set; may be called by several threads at once
         * @return this
         * @throws NullPointerException if {@code sandbox} is null
         */
        public Builder sandbox(Consumer<FFmpegSandbox.Builder> sandbox) {
            this.sandbox = requireNonNull(sandbox, "sandbox");
            return this;
        }

        /** {@return an extension to register} */
        public FFmpegExtension build() {
            return new FFmpegExtension(new Options(files, sandbox));
        }
    }

    // ---- callbacks of JUnit

    /** A constructor that makes the instance of one test gets that test's sandbox. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        claim(context);
        fieldsOf(context).injectStatic(context.getRequiredTestClass(), wish -> wish.grantedBy(sandboxOf(context)));
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        claim(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        claim(context);
        requireFieldsOfOneTestAtATime(context);
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            fieldsOf(context).injectInstance(instance, wish -> wish.grantedBy(sandboxOf(context)));
        }
    }

    /** Before the test's own methods clear up. */
    @Override
    public void afterTestExecution(ExtensionContext context) {
        keepReport(context);
        if (nearest(context, AlsoOnNative.class).isPresent()) {
            openSandboxOf(context).ifPresent(sandbox -> sandbox.report()
                    .ifPresent(report -> report.compareWithNative(context, sandbox.sandbox())));
        }
    }

    /** Failures of methods before and after the test are known only here. */
    @Override
    public void afterEach(ExtensionContext context) {
        keepReport(context);
        openSandboxOf(context).flatMap(TestSandbox::report).ifPresent(report -> report.publish(context));
        boolean hasPassed = context.getExecutionException().isEmpty();
        runOf(context).goldens().ended(TestIdentity.of(context), context.getRequiredTestClass(), hasPassed);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        proceedWithFaults(invocation, test.getArguments(), context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> test, ExtensionContext context)
            throws Throwable {
        proceedWithFaults(invocation, test.getArguments(), context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext context)
            throws Throwable {
        ExtensionContext factory = context;
        while (factory.getTestMethod().isEmpty()) {
            factory = factory.getParent().orElseThrow();
        }
        ExtensionContext test = factory;
        TestSandbox sandbox = sandboxOf(test);
        sandbox.report()
                .orElseThrow()
                .runDynamicTest(test, context, sandbox.sandbox(), () -> proceedWithFaults(invocation, List.of(), test));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Wish.of(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Wish.of(parameter).orElseThrow().grantedBy(sandboxOf(context));
    }

    // ---- what lies in stores

    /** The extension that serves a context; none if there is none, or if it is a registered one that has not yet been called. */
    static Optional<FFmpegExtension> servantOf(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(FFmpegExtension.class, FFmpegExtension.class))
                // All that annotations make are alike
                .or(() -> nearest(context, FFmpegTest.class).map(annotation -> new FFmpegExtension()));
    }

    /** Two extensions would both fill the same places, each from a sandbox of its own. */
    private void claim(ExtensionContext context) {
        FFmpegExtension servant = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(FFmpegExtension.class, type -> this, FFmpegExtension.class);
        if (servant != this) {
            throw new ExtensionConfigurationException(
                    "[%s] has two FFUnit extensions: @FFmpegTest and a registered FFmpegExtension, or two of the latter; keep one"
                            .formatted(context.getRequiredTestClass().getName()));
        }
    }

    TestSandbox sandboxOf(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(new SandboxKey(context.getUniqueId()), key -> open(context), TestSandbox.class);
    }

    private static Optional<TestSandbox> openSandboxOf(ExtensionContext context) {
        return Optional.ofNullable(
                context.getStore(NAMESPACE).get(new SandboxKey(context.getUniqueId()), TestSandbox.class));
    }

    private static void keepReport(ExtensionContext context) {
        openSandboxOf(context)
                .ifPresent(sandbox -> sandbox.report().ifPresent(report -> report.keep(context, sandbox.sandbox())));
    }

    private static TestRun runOf(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestRun.class, type -> TestRun.begin(context::getConfigurationParameter), TestRun.class);
    }

    private static InjectedFields fieldsOf(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new FieldsKey(context.getUniqueId()), key -> new InjectedFields(), InjectedFields.class);
    }

    // ---- sandboxes

    private TestSandbox open(ExtensionContext context) {
        TestRun run = runOf(context);
        Optional<TestReport> report = context.getTestMethod()
                .map(method -> new TestReport(
                        run.settings(),
                        run.goldens(),
                        TestIdentity.of(context),
                        nearest(context, UpdateGolden.class).isPresent()));
        FFmpegSandbox.Builder settings = FFmpegSandbox.builder().limits(limitsOf(context, run.settings()));
        nearest(context, Seed.class).ifPresent(seed -> settings.randomSeed(seed.value()));

        Closings closings = new Closings();
        try {
            if (!waitsForTests(context)) {
                closings.add(run.takePermit());
            }
            FileSystem files = options.files().get();
            closings.add(files);
            Optional<FaultyFileSystem> faulty =
                    Faults.areWantedBy(context) ? Optional.of(FaultyFileSystem.of(files)) : Optional.empty();
            settings.root(rootOf(faulty.map(FileSystem.class::cast).orElse(files)));
            options.sandbox().accept(settings);
            FFmpegSandbox sandbox = report.isPresent() ? report.get().open(settings) : settings.open();
            closings.add(sandbox);
            return new TestSandbox(sandbox, faulty, report, closings);
        } catch (RuntimeException | Error e) {
            closings.closeAfter(e);
            throw e;
        }
    }

    private static Path rootOf(FileSystem files) {
        return files.getRootDirectories().iterator().next();
    }

    /** Tests that somebody waits for must not wait for a permit that this one has. */
    private static boolean waitsForTests(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                || AnnotationSupport.isAnnotated(context.getTestMethod(), TestFactory.class);
    }

    private static void proceedWithFaults(
            Invocation<@Nullable Void> invocation, List<Object> arguments, ExtensionContext context) throws Throwable {
        FaultyFileSystem faulty =
                openSandboxOf(context).flatMap(TestSandbox::faulty).orElse(null);
        if (faulty == null) {
            invocation.proceed();
            return;
        }
        faulty.plan(Faults.planOf(context, arguments));
        try {
            invocation.proceed();
        } finally {
            faulty.plan(FaultPlan.none());
        }
    }

    private static Limits limitsOf(ExtensionContext context, Settings settings) {
        Limits limits = settings.limits();
        FFmpegTest own = nearest(context, FFmpegTest.class).orElse(null);
        if (own == null) {
            return limits;
        }
        if (isSet("wallTimeSeconds", own.wallTimeSeconds(), context)) {
            limits = limits.withWallTime(Duration.ofSeconds(own.wallTimeSeconds()));
        }
        if (isSet("memoryMiB", own.memoryMiB(), context)) {
            limits = limits.withMemoryBytes(own.memoryMiB() * MIB);
        }
        if (isSet("outputMiB", own.outputMiB(), context)) {
            limits = limits.withOutputBytes(own.outputMiB() * MIB);
        }
        return limits;
    }

    private static boolean isSet(String name, long value, ExtensionContext context) {
        if (value < 0) {
            throw new ExtensionConfigurationException(
                    "@FFmpegTest(%s) of [%s] must be positive, or 0 for the setting, but was [%d]"
                            .formatted(name, context.getRequiredTestClass().getName(), value));
        }
        return value > 0;
    }

    static <A extends Annotation> Optional<A> nearest(ExtensionContext context, Class<A> type) {
        return AnnotationSupport.findAnnotation(context.getTestMethod(), type)
                .or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), type, context.getEnclosingTestClasses()));
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
