package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.internal.bundle.FailureBundle;
import io.github.ffunit.internal.bundle.Replay;
import io.github.ffunit.internal.bundle.RunRecorder;
import io.github.ffunit.internal.bundle.TestFolder;
import io.github.ffunit.internal.bundle.TestIdentity;
import io.github.ffunit.internal.golden.GoldenRun;
import io.github.ffunit.internal.golden.TestGolden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What is noted of one test while it runs, and kept of it when it has failed. */
final class TestReport {

    private final ReportSettings settings;
    private final GoldenRun goldens;
    private final TestFolder folder;
    private final RunRecorder runs = new RunRecorder();

    /** Dynamic tests of one factory may run at once, each on a thread of its own. */
    private final Map<Thread, TestFolder> dynamicTests = new ConcurrentHashMap<>();

    private boolean isWritten; // by the one thread of the test's callbacks

    TestReport(ReportSettings settings, GoldenRun goldens, TestIdentity test) {
        this.settings = settings;
        this.goldens = goldens;
        this.folder = new TestFolder(settings.directory(), test);
    }

    /** Opens the sandbox of this test. */
    FFmpegSandbox open(FFmpegSandbox.Builder builder) {
        boolean notes = settings.bundles() != ReportSettings.Bundles.OFF;
        FFmpegSandbox sandbox = notes ? builder.listener(runs).journal(true).open() : builder.open();
        settings.replay().ifPresent(bundle -> restore(bundle, sandbox));
        return sandbox;
    }

    private void restore(Path bundle, FFmpegSandbox sandbox) {
        try {
            Replay replay = new Replay(bundle);
            if (replay.isOf(folder.test())) {
                replay.restoreInputs(sandbox);
            }
        } catch (IOException | IllegalArgumentException e) {
            sandbox.close();
            throw new ExtensionConfigurationException(
                    "cannot replay ffunit.replay [%s]: %s".formatted(bundle, e.getMessage()), e);
        }
    }

    Golden golden() {
        return new TestGolden(goldens, () -> dynamicTests.getOrDefault(Thread.currentThread(), folder));
    }

    /** Keeps what a failed test has left, as soon as the failure is known; later calls do nothing. */
    void keep(ExtensionContext context, FFmpegSandbox sandbox) {
        Throwable failure = failureOf(context.getExecutionException().orElse(null));
        if (!isWritten && settings.isWanted(failure)) {
            isWritten = true;
            new FailureBundle(folder, context.getDisplayName(), failure, sandbox, runs).write();
        }
    }

    /** Hands what was kept to JUnit, at the end of the test. */
    void publish(ExtensionContext context) {
        publish(context, folder);
    }

    /** Runs a dynamic test of this factory, which has names and a folder of its own. */
    void runDynamicTest(
            ExtensionContext factory, ExtensionContext dynamicTest, FFmpegSandbox sandbox, DynamicTestBody body)
            throws Throwable {
        TestIdentity test = folder.test().dynamic(dynamicTest.getUniqueId());
        TestFolder own = new TestFolder(settings.directory(), test);
        dynamicTests.put(Thread.currentThread(), own);
        boolean hasPassed = false;
        try {
            body.run();
            hasPassed = true;
        } catch (Throwable thrown) {
            Throwable failure = failureOf(thrown);
            if (settings.isWanted(failure)) {
                new FailureBundle(own, dynamicTest.getDisplayName(), failure, sandbox, runs).write();
            }
            throw thrown;
        } finally {
            dynamicTests.remove(Thread.currentThread());
            publish(dynamicTest, own);
            goldens.ended(test, factory.getRequiredTestClass(), hasPassed);
        }
    }

    /** The code of a dynamic test. */
    @FunctionalInterface
    interface DynamicTestBody {
        @SuppressWarnings("IllegalThrows") // as JUnit's own
        void run() throws Throwable;
    }

    private static @Nullable Throwable failureOf(@Nullable Throwable thrown) {
        return thrown instanceof TestAbortedException ? null : thrown;
    }

    /** Only directories: the type of media types, which single files need, is another in JUnit 6. */
    private static void publish(ExtensionContext context, TestFolder folder) {
        if (folder.isUsed()) {
            context.publishDirectory("ffunit", target -> copy(folder.path(), target));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
