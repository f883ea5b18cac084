package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Section O, first part: several threads of one guest over one table of open files. */
final class ThreadRules {
    private static final int THREADS = 4;
    private static final int RECORD_BYTES = 64;

    /** Makes one task for each thread, with a guest of its own. */
    private static List<Crew.Task> forEachThread(World world, BiFunction<Guest, Integer, Crew.Task> maker) {
        List<Crew.Task> tasks = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            tasks.add(maker.apply(world.newGuest(), t));
        }
        return tasks;
    }

    @Rule(
            id = "O01",
            says = "Threads that open and close at once never share a number, and lose none.",
            source = "ours")
    void openAndClose(World world) {
        String file = world.sampleFile();
        Set<Integer> inUse = ConcurrentHashMap.newKeySet();
        new Crew().together(forEachThread(world, (guest, t) -> () -> {
            for (int i = 0; i < 3_000; i++) {
                int fd = guest.open(file, 0, READ);
                assertThat(inUse.add(fd)).as("number %d is ours alone", fd).isTrue();
                assertThat(fd).isBetween(4, 3 + THREADS);
                inUse.remove(fd);
                guest.close(fd);
            }
        }));
        for (int expected = 4; expected < 12; expected++) {
            assertThat(world.guest().open(file, 0, READ)).isEqualTo(expected);
        }
    }

    private static byte[] record(int thread, int number) {
        byte[] text = "%d:%05d:".formatted(thread, number).getBytes(US_ASCII);
        byte[] record = new byte[RECORD_BYTES];
        Arrays.fill(record, (byte) ('a' + thread));
        System.arraycopy(text, 0, record, 0, text.length);
        record[RECORD_BYTES - 1] = '\n';
        return record;
    }

    private static void eachRecordOnce(String content, int each) {
        List<String> expected = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            for (int i = 0; i < each; i++) {
                expected.add(new String(record(t, i), US_ASCII).trim());
            }
        }
        assertThat(content).hasSize(THREADS * each * RECORD_BYTES);
        List<String> found = new ArrayList<>(content.lines().toList());
        Collections.sort(found);
        Collections.sort(expected);
        assertThat(found).isEqualTo(expected);
    }

    @Rule(
            id = "O02",
            says = "Writes through one open file do not interleave, and add up.",
            source = "SPEC fd_write",
            needs = {WRITABLE, RANDOM_ACCESS})
    void writesThroughOneFile(World world) {
        int fd = world.guest().create("log");
        new Crew().together(forEachThread(world, (guest, t) -> () -> {
            for (int i = 0; i < 400; i++) {
                byte[] record = record(t, i);
                byte[] head = Arrays.copyOf(record, 10);
                byte[] rest = Arrays.copyOfRange(record, 10, RECORD_BYTES);
                assertThat(guest.writev(fd, head, rest)).isEqualTo(RECORD_BYTES);
            }
        }));
        assertThat(world.guest().tell(fd)).isEqualTo((long) THREADS * 400 * RECORD_BYTES);
        eachRecordOnce(world.guest().readAll("log"), 400);
    }

    @Rule(
            id = "O02",
            says = "Appends through several open files of one file do not overwrite each other.",
            source = "SPEC fd_write",
            needs = {WRITABLE, RANDOM_ACCESS})
    void appendsThroughSeveralFiles(World world) {
        world.guest().create("log");
        new Crew().together(forEachThread(world, (guest, t) -> () -> {
            for (int i = 0; i < 400; ) {
                int fd = guest.open("log", 0, WRITE, APPEND);
                for (int end = i + 100; i < end; i++) {
                    assertThat(guest.write(fd, record(t, i))).isEqualTo(RECORD_BYTES);
                }
                guest.close(fd);
            }
        }));
        eachRecordOnce(world.guest().readAll("log"), 400);
    }

    @Rule(
            id = "O03",
            says = "pread and pwrite on ranges of their own never see or touch those of others.",
            source = "SPEC fd_pwrite",
            needs = {WRITABLE, RANDOM_ACCESS})
    void disjointRanges(World world) {
        int range = 1000;
        int fd = world.guest().create("f");
        new Crew().together(forEachThread(world, (guest, t) -> () -> {
            long offset = (long) t * range;
            for (int i = 0; i < 300; i++) {
                String content = String.valueOf((char) ('a' + (i + t) % 26)).repeat(range);
                assertThat(guest.pwrite(fd, content, offset)).isEqualTo(range);
                assertThat(guest.pread(fd, range, offset)).isEqualTo(content);
            }
        }));
        assertThat(world.guest().tell(fd)).isZero();
        assertThat(world.guest().stat(fd).size()).isEqualTo((long) THREADS * range);
    }

    @Rule(
            id = "O03",
            says = "Reads through one open file hand out each byte once; seeks between them never tear the position.",
            source = "SPEC fd_pwrite",
            needs = WRITABLE)
    void sharedPosition(World world) {
        int records = 2_000;
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < records; i++) {
            content.append("%07d\n".formatted(i));
        }
        world.guest().createFile("f", content.toString());
        int fd = world.guest().open("f", 0, READ);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        new Crew().together(forEachThread(world, (guest, t) -> () -> {
            for (String record = guest.read(fd, 8); !record.isEmpty(); record = guest.read(fd, 8)) {
                assertThat(record).matches("\\d{7}\n");
                assertThat(seen.add(record)).as("first time of %s", record).isTrue();
            }
        }));
        assertThat(seen).hasSize(records);
        new Crew().together(forEachThread(world, (guest, t) -> () -> {
            for (int i = 0; i < 500; i++) {
                guest.seek(fd, (i * 31L + t * 401L) % records * 8);
                assertThat(guest.read(fd, 8)).matches("(\\d{7}\n)?");
            }
        }));
    }

    /** Something of which only the first of several threads can succeed. */
    private interface Contest {
        Errno run(Guest guest, String name);
    }

    private static void oneWinner(World world, String prefix, Contest contest) {
        for (int round = 0; round < 50; round++) {
            String name = prefix + round;
            AtomicInteger winners = new AtomicInteger();
            new Crew().together(forEachThread(world, (guest, t) -> () -> {
                Errno errno = contest.run(guest, name);
                assertThat(errno).as(name).isIn(Errno.SUCCESS, Errno.EXIST);
                winners.addAndGet(errno == Errno.SUCCESS ? 1 : 0);
            }));
            assertThat(winners).as("winners of %s", name).hasValue(1);
        }
    }

    @Rule(
            id = "O04",
            says =
                    "Of several threads that create one name at once, be it a file or a directory, exactly one succeeds.",
            source = "POSIX",
            needs = WRITABLE)
    void oneCreator(World world) {
        oneWinner(world, "file", (guest, name) -> guest.tryOpen(name, CREAT | EXCL, WRITE));
        oneWinner(world, "directory", Guest::tryMkdir);
    }

    @Rule(
            id = "O04",
            says = "Of several threads that link one name at once exactly one succeeds.",
            source = "POSIX",
            needs = {WRITABLE, HARD_LINKS})
    void oneLink(World world) {
        world.guest().createFile("source", "source");
        oneWinner(world, "hard", (guest, name) -> guest.tryLink("source", name));
    }

    @Rule(
            id = "O04",
            says = "Of several threads that make one symbolic link at once exactly one succeeds.",
            source = "POSIX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void oneSymbolicLink(World world) {
        oneWinner(world, "symbolic", (guest, name) -> guest.trySymlink("text", name));
    }

    @Rule(
            id = "O05",
            says = "While files are moved over a number by fd_renumber, that number is always open.",
            source = "SPEC fd_renumber")
    void renumber(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        byte[] content = Arrays.copyOf(world.sampleContent(), 8);
        int target = guest.open(file, 0, READ);
        Crew crew = new Crew();
        crew.loop("reader", () -> {
            Guest reader = world.newGuest();
            return () -> {
                assertThat(reader.tryTell(target)).isEqualTo(Errno.SUCCESS);
                assertThat(reader.fdstat(target).type()).isEqualTo(4);
                if (world.has(RANDOM_ACCESS)) {
                    assertThat(reader.preadBytes(target, 8, 0)).isEqualTo(content);
                }
                assertThat(reader.stat(target).size()).isEqualTo(world.sampleContent().length);
            };
        });
        for (int i = 0; i < 3_000; i++) {
            assertThat(guest.tryRenumber(guest.open(file, 0, READ), target)).isEqualTo(Errno.SUCCESS);
        }
        crew.finish();
        assertThat(guest.open(file, 0, READ)).as("no number is lost").isEqualTo(target + 1);
    }

    @Rule(
            id = "O06",
            says = "A read while its file is closed gives data, nothing or BADF; never the bytes of two files.",
            source = "LX",
            needs = WRITABLE)
    void closeWhileReading(World world) {
        Guest guest = world.guest();
        int length = 512;
        guest.createFile("a", "a".repeat(length));
        guest.createFile("b", "b".repeat(length));
        int fd = guest.open("a", 0, READ);
        Set<String> answers = new HashSet<>();
        Crew crew = new Crew();
        crew.loop("reader", () -> {
            Guest reader = world.newGuest();
            return () -> {
                Answer<Wasi1.Filled> answer = reader.wasi().fdPread(fd, 0, length / 2, length / 2);
                Wasi1.Filled filled = answer.value();
                if (filled == null) {
                    assertThat(Guest.errno(answer.errno())).isEqualTo(Errno.BADF);
                } else if (filled.count() > 0) {
                    String both = new String(filled.buffers().get(0), US_ASCII)
                            + new String(filled.buffers().get(1), US_ASCII);
                    answers.add(both.substring(0, filled.count()));
                }
            };
        });
        for (int i = 0; i < 2_000; i++) {
            guest.close(fd);
            assertThat(guest.open(i % 2 == 0 ? "b" : "a", 0, READ)).isEqualTo(fd);
        }
        crew.finish();
        for (String answer : answers) {
            assertThat(answer.chars().distinct().count())
                    .as("kinds of bytes in one answer")
                    .isEqualTo(1);
        }
    }
}
