package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.ffmpeg.FFmpeg;
import java.lang.ref.WeakReference;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many tests, one after the other and at once. */
class ManyTests {

    private static final int MANY = 1000;

    @Test
    @Timeout(300)
    void thousandTests_leaveNothing() throws InterruptedException {
        ThousandTestCase.FILES.clear();
        TestKit.run(ThousandTestCase.class); // what the first run of a JVM starts, stays
        ThousandTestCase.FILES.clear();
        Set<String> threadsBefore = threads();
        Set<String> filesBefore = openFiles();

        TestKit.runGreen(ThousandTestCase.class, MANY);

        assertThat(ThousandTestCase.FILES).hasSize(MANY);
        assertThat(left(ManyTests::openFiles, filesBefore)).isEmpty();
        assertThat(left(ManyTests::threads, threadsBefore)).isEmpty();
        assertThat(reachable(ThousandTestCase.FILES)).isZero();
    }

    @Test
    @Timeout(60)
    void testsAtOneTime_areAsManyAsAllowed() {
        AtOnceTestCase.most.set(0);
        TestKit.run(AtOnceTestCase.class, Map.of("ffunit.max-parallel-tests", "1"))
                .testEvents()
                .assertStatistics(events -> events.succeeded(20));
        assertThat(AtOnceTestCase.most).hasValue(1);
    }

    @Test
    @Timeout(60)
    void testFactory_withOnePermit_doesNotWaitForItself() {
        TestKit.run(FactoriesTestCase.class, Map.of("ffunit.max-parallel-tests", "1"))
                .testEvents()
                .assertStatistics(events -> events.succeeded(40));
    }

    /** Names without numbers, which pools count; without those of JUnit, some of which watch this test. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                .filter(name -> !name.startsWith("junit-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is more than before, and stays: a JVM reads files of its own for a moment, and JUnit's workers end after its run. */
    private static Set<String> left(Supplier<Set<String>> now, Set<String> before) throws InterruptedException {
        Set<String> more = Set.of();
        for (int attempt = 0; attempt < 100; attempt++) {
            more = now.get();
            more.removeAll(before);
            if (more.isEmpty()) {
                break;
            }
            Thread.sleep(50);
        }
        return more;
    }

    /**
     * Number and target of each, but for libraries, which a JVM opens when it needs them first. Linux alone has them;
     * elsewhere the rest of the test holds.
     */
    private static Set<String> openFiles() {
        Set<String> open = new TreeSet<>();
        java.io.File[] descriptors = new java.io.File("/proc/self/fd").listFiles();
        for (java.io.File descriptor : descriptors == null ? new java.io.File[0] : descriptors) {
            try {
                String target = Files.readSymbolicLink(descriptor.toPath()).toString();
                if (!target.endsWith(".jar")) {
                    open.add(descriptor.getName() + " " + target);
                }
            } catch (java.io.IOException e) {
                // Closed since: that of the listing itself
            }
        }
        return open;
    }

    private static long reachable(Queue<WeakReference<FileSystem>> files) throws InterruptedException {
        long reachable = files.size();
        for (int attempt = 0; attempt < 20 && reachable > 0; attempt++) {
            System.gc();
            Thread.sleep(50);
            reachable = files.stream().filter(file -> file.get() != null).count();
        }
        return reachable;
    }

    @FFmpegTest
    static class ThousandTestCase {

        private static final Queue<WeakReference<FileSystem>> FILES = new ConcurrentLinkedQueue<>();

        @RepeatedTest(MANY)
        void test(FFmpeg ffmpeg, @Work Path dir) {
            FILES.add(new WeakReference<>(dir.getFileSystem()));
            ffmpeg.run("-f", "lavfi", "-i", "anullsrc=duration=0.01", "silence.wav");
            assertThat(dir.resolve("silence.wav")).isNotEmptyFile();
        }
    }

    @FFmpegTest
    static class AtOnceTestCase {

        private static final Set<Path> NOW = ConcurrentHashMap.newKeySet();
        private static final AtomicInteger most = new AtomicInteger();

        @RepeatedTest(20)
        void test(@Work Path dir) throws InterruptedException {
            NOW.add(dir);
            most.accumulateAndGet(NOW.size(), Math::max);
            Thread.sleep(2);
            NOW.remove(dir);
        }
    }

    @FFmpegTest
    @Execution(ExecutionMode.CONCURRENT)
    static class FactoriesTestCase {

        @TestFactory
        List<DynamicTest> first(@Work Path dir) {
            return tests(dir);
        }

        @TestFactory
        List<DynamicTest> second(@Work Path dir) {
            return tests(dir);
        }

        @RepeatedTest(20)
        void other(@Work Path dir) {
            assertThat(Files.isDirectory(dir)).isTrue();
        }

        private static List<DynamicTest> tests(Path dir) {
            return java.util.stream.IntStream.range(0, 10)
                    .mapToObj(
                            number -> DynamicTest.dynamicTest("test " + number, () -> assertThat(Files.isDirectory(dir))
                                    .isTrue()))
                    .toList();
        }
    }
}
