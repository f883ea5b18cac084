package io.github.ffunit;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.internal.bundle.FailureBundle;
import io.github.ffunit.internal.bundle.NativeComparison;
import io.github.ffunit.internal.bundle.Replay;
import io.github.ffunit.internal.bundle.RunRecorder;
import io.github.ffunit.internal.bundle.TestFolder;
import io.github.ffunit.internal.bundle.TestIdentity;
import io.github.ffunit.internal.golden.GoldenRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What is noted of one test while it runs, and kept of it when it has failed. */
final class TestReport {

    private final Settings settings;
    private final GoldenRun goldens;
    private final boolean updatesGoldens;
    private final TestFolder folder;
    private final RunRecorder runs = new RunRecorder();
    private final Optional<Replay> replay;

    /** Dynamic tests of one factory may run at once, each on a thread of its own. */
    private final Map<Thread, TestFolder> dynamicTests = new ConcurrentHashMap<>();

    private boolean isWritten; // by the one thread of the test's callbacks

    TestReport(Settings settings, GoldenRun goldens, TestIdentity test, boolean updatesGoldens) {
        this.settings = settings;
        this.goldens = goldens;
        this.updatesGoldens = updatesGoldens;
        this.folder = new TestFolder(settings.directory(), test);
        this.replay = settings.replay().flatMap(bundle -> replayOf(bundle, test));
        // What is replayed may lie just here, and is wanted again
        if (replay.isEmpty()) {
            folder.clear();
        }
    }

    /** Opens the sandbox of this test. */
    FFmpegSandbox open(FFmpegSandbox.Builder builder) {
        boolean notes = settings.bundles() != Settings.Bundles.OFF
                || settings.nativePrograms().isPresent();
        FFmpegSandbox sandbox = notes ? builder.listener(runs).journal(true).open() : builder.open();
        try {
            if (replay.isPresent()) {
                replay.get().restoreInputs(sandbox);
            }
        } catch (IOException e) {
            sandbox.close();
            throw new UncheckedIOException("cannot restore the files of ffunit.replay", e);
        }
        return sandbox;
    }

    private static Optional<Replay> replayOf(Path bundle, TestIdentity test) {
        try {
            Replay replay = new Replay(bundle);
            return replay.isOf(test) ? Optional.of(replay) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "cannot replay ffunit.replay [%s]: %s".formatted(bundle, e.getMessage()), e);
        }
    }

    Golden golden() {
        return goldens.goldenOf(() -> dynamicTests.getOrDefault(Thread.currentThread(), folder), updatesGoldens);
    }

    /** Keeps what a failed test has left, as soon as the failure is known; later calls, and those for a test that is replayed, do nothing. */
    void keep(ExtensionContext context, FFmpegSandbox sandbox) {
        Throwable failure = failureOf(context.getExecutionException().orElse(null));
        if (!isWritten && replay.isEmpty() && settings.isWanted(failure)) {
            isWritten = true;
            write(folder, context, failure, sandbox);
        }
    }

    /** Does the runs of a test that has passed again with the machine's own FFmpeg, if there is to be one. */
    void compareWithNative(ExtensionContext context, FFmpegSandbox sandbox) {
        if (settings.nativePrograms().isEmpty()
                || context.getExecutionException().isPresent()) {
            return;
        }
        String text;
        try {
            text = String.join(
                    "\n", new NativeComparison(settings.nativePrograms().get().folder(), sandbox, runs).lines());
        } catch (IOException e) {
            text = "cannot be compared: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            text = "interrupted";
        }
        context.publishReportEntry(Setting.NATIVE.key(), text);
        // Not every build shows report entries, and somebody asked for this one
        System.err.println(folder.test() + " beside the machine's own FFmpeg:\n" + text);
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
        own.clear();
        dynamicTests.put(Thread.currentThread(), own);
        boolean hasPassed = false;
        try {
            body.run();
            hasPassed = true;
        } catch (Throwable thrown) {
            write(own, dynamicTest, failureOf(thrown), sandbox);
            try {
                publish(dynamicTest, own);
            } catch (RuntimeException e) { // must not hide what the test threw
                thrown.addSuppressed(e);
            }
            throw thrown;
        } finally {
            dynamicTests.remove(Thread.currentThread());
            goldens.ended(test, factory.getRequiredTestClass(), hasPassed);
        }
        write(own, dynamicTest, null, sandbox);
        publish(dynamicTest, own);
    }

    private void write(
            TestFolder target, ExtensionContext context, @Nullable Throwable failure, FFmpegSandbox sandbox) {
        if (settings.isWanted(failure)) {
            new FailureBundle(target, context.getDisplayName(), failure, sandbox, runs).write();
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
    private void publish(ExtensionContext context, TestFolder folder) {
        if (folder.isUsed()) {
            if (settings.attachments()) {
                System.out.print(attachmentLines(folder.path().toAbsolutePath()));
            }
            context.publishDirectory("ffunit", target -> copy(folder.path(), target));
        }
    }

    /** In the form that Jenkins and GitLab find in the output of a test. */
    private static String attachmentLines(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map("[[ATTACHMENT|%s]]%n"::formatted)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list [%s]".formatted(folder), e);
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
