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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
        long filesBefore = openFiles();

        TestKit.runGreen(ThousandTestCase.class, MANY);

        assertThat(ThousandTestCase.FILES).hasSize(MANY);
        assertThat(openFiles()).isLessThanOrEqualTo(filesBefore);
        assertThat(threads()).isSubsetOf(threadsBefore);
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

    /** Names without numbers: pools of JUnit count theirs. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[0-9]+", "N"))
                .collect(Collectors.toSet());
    }

    /** Linux alone says how many it has; elsewhere the rest of the test holds. */
    private static long openFiles() {
        java.io.File[] open = new java.io.File("/proc/self/fd").listFiles();
        return open == null ? 0 : open.length;
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
