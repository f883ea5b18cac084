package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.ROOT;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;

/** The numbers of open files: the rules N and O. */
class FileTableTests {
    @EveryBackend
    void newFile_getsTheLowestFreeNumber(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        assertThat(guest.create("a")).isEqualTo(4);
        assertThat(guest.create("b")).isEqualTo(5);
        guest.close(4);
        assertThat(guest.tryClose(4)).isEqualTo(Errno.BADF);
        guest.close(0);
        assertThat(guest.create("c")).isZero();
        assertThat(guest.create("d")).isEqualTo(4);
    }

    @EveryBackend
    void renumber_movesAFileOverAnother(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int a = guest.create("a");
        int b = guest.create("b");
        guest.write(a, "abc");
        assertThat(renumber(guest, a, b)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryTell(a)).isEqualTo(Errno.BADF);
        assertThat(guest.tell(b)).isEqualTo(3);
        assertThat(renumber(guest, b, b)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tell(b)).isEqualTo(3);
        assertThat(renumber(guest, b, 99)).isEqualTo(Errno.BADF);
        assertThat(renumber(guest, 99, b)).isEqualTo(Errno.BADF);
        assertThat(renumber(guest, b, ROOT)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen("a", 0, READ)).isEqualTo(Errno.NOTDIR);
        assertThat(guest.pread(ROOT, 9, 0)).isEqualTo("abc");
    }

    private static Errno renumber(Guest guest, int from, int to) {
        return Guest.errno(guest.calls().fdRenumber(from, to));
    }

    @EveryBackend
    void fullTable_isMfile_andLeavesNoFile(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.maxOpenFiles(6));
        guest.createFile("existing", "abc");
        guest.create("a");
        guest.create("b");
        assertThat(guest.tryOpen("c", CREAT, WRITE)).isEqualTo(Errno.MFILE);
        assertThat(guest.tryStat("c")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen("existing", Guest.TRUNC, WRITE)).isEqualTo(Errno.MFILE);
        assertThat(guest.stat("existing").size()).isEqualTo(3);
        guest.close(4);
        assertThat(guest.tryOpen("c", CREAT, WRITE)).isEqualTo(Errno.SUCCESS);
    }

    @EveryBackend
    void closedBridge_hasNothingOpen(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        int fd = guest.create("f");
        sandbox.bridge().close();
        sandbox.bridge().close();
        assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.tryOpen("f", 0, READ)).isEqualTo(Errno.BADF);
        assertThat(sandbox.bridge().failures()).isEmpty();
    }

    @EveryBackend
    void threads_thatOpenAndClose_neverShareANumber(Sandbox sandbox) throws InterruptedException {
        Set<Integer> inUse = ConcurrentHashMap.newKeySet();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "f" + t;
            Thread thread = new Thread(() -> {
                Guest guest = new Guest(sandbox.bridge());
                for (int i = 0; i < 200; i++) {
                    int fd = guest.create(name);
                    assertThat(inUse.add(fd)).as("number %d is ours alone", fd).isTrue();
                    guest.write(fd, name);
                    inUse.remove(fd);
                    guest.close(fd);
                }
            });
            thread.setUncaughtExceptionHandler((failed, e) -> {
                synchronized (failures) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(sandbox.guest().create("last")).isEqualTo(4);
    }

    @EveryBackend
    void numberThatIsMovedOver_isAlwaysOpen(Sandbox sandbox) throws InterruptedException {
        Guest guest = sandbox.guest();
        guest.createFile("f", "abc");
        int target = guest.open("f", 0, READ);
        Set<Errno> answers = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            Guest other = new Guest(sandbox.bridge());
            while (!done.get()) {
                answers.add(other.tryPread(target, 3, 0));
                answers.add(other.tryStat(target));
                answers.add(other.trySeek(target, 0, Flags.WHENCE_END));
            }
        });
        reader.start();
        for (int i = 0; i < 2_000; i++) {
            renumber(guest, guest.open("f", 0, READ), target);
        }
        done.set(true);
        reader.join();
        assertThat(answers).isSubsetOf(Errno.SUCCESS);
    }

    @EveryBackend
    void threads_thatAppendToOneFile_keepTheirRecordsWhole(Sandbox sandbox) throws InterruptedException {
        sandbox.guest().create("log");
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            String line = String.valueOf((char) ('a' + t)).repeat(50);
            threads.add(new Thread(() -> {
                Guest guest = new Guest(sandbox.bridge());
                int fd = guest.open("log", 0, WRITE, Guest.APPEND);
                for (int i = 0; i < 50; i++) {
                    guest.write(fd, line + "\n");
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> lines = sandbox.guest().readAll("log").lines().toList();
        assertThat(lines).hasSize(150);
        assertThat(new HashSet<>(lines)).hasSize(3);
    }

    @EveryBackend
    void sockets_areNone(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        assertThat(Guest.errno(guest.calls().sock(ROOT))).isEqualTo(Errno.NOTSOCK);
        assertThat(Guest.errno(guest.calls().sock(99))).isEqualTo(Errno.BADF);
        assertThat(guest.calls().hostCalls()).hasSize(35);
    }

    @EveryBackend
    void callsOnAFile_missTheRightThatIsTheirs(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        Map<Long, IntUnaryOperator> calls = new TreeMap<>(Map.of(
                Rights.FD_ADVISE, fd -> guest.calls().fdAdvise(fd, 0, 0, 0),
                Rights.FD_ALLOCATE, fd -> guest.calls().fdAllocate(fd, 0, 10),
                Rights.FD_FILESTAT_SET_SIZE, fd -> guest.calls().fdFilestatSetSize(fd, 3),
                Rights.FD_FILESTAT_SET_TIMES, fd -> guest.calls().fdFilestatSetTimes(fd, 0, 0, Flags.TIMES_MTIM),
                Rights.FD_TELL, fd -> guest.calls().fdTell(guest.memory, fd, Guest.RESULT),
                Rights.FD_SEEK, fd -> guest.calls().fdSeek(guest.memory, fd, 0, 0, Guest.RESULT),
                Rights.FD_FILESTAT_GET, fd -> guest.calls().fdFilestatGet(guest.memory, fd, Guest.RESULT),
                Rights.FD_FDSTAT_SET_FLAGS, fd -> guest.calls().fdFdstatSetFlags(fd, 0)));
        calls.forEach((right, call) -> {
            int fd = guest.open("f", Guest.CREAT, Guest.READ | Guest.WRITE);
            assertThat(call.applyAsInt(fd)).as("with %x", right).isEqualTo(Errno.SUCCESS.code());
            long base = guest.fdstat(fd).base();
            assertThat(guest.calls().fdFdstatSetRights(fd, base & ~right, 0)).isZero();
            assertThat(call.applyAsInt(fd)).as("without %x", right).isEqualTo(Errno.BADF.code());
            guest.close(fd);
        });
    }

    @EveryBackend
    void callsOnADirectory_missTheRightThatIsTheirs(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        guest.mkdir("d");
        int fd = guest.open("d", Guest.DIRECTORY, 0);
        long base = guest.fdstat(fd).base();
        assertThat(guest.calls().fdFdstatSetRights(fd, base & ~Rights.FD_FILESTAT_SET_TIMES & ~Rights.FD_READDIR, 0))
                .isZero();
        assertThat(guest.calls().fdFilestatSetTimes(fd, 0, 0, Flags.TIMES_MTIM)).isEqualTo(Errno.BADF.code());
        assertThat(guest.tryReaddir(fd, 100, 0)).isEqualTo(Errno.BADF);
    }

    @EveryBackend
    void growingAFile_isAChange_alsoWithoutAByteWritten(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.guest();
        guest.createFile("allocated", "");
        guest.createFile("grown", "");
        guest = sandbox.reopen(builder -> builder);
        assertThat(guest.tryAllocate(guest.open("allocated", 0, Guest.WRITE), 0, 10))
                .isEqualTo(Errno.SUCCESS);
        assertThat(guest.trySetSize(guest.open("grown", 0, Guest.WRITE), 10)).isEqualTo(Errno.SUCCESS);
        assertThat(sandbox.bridge().changes().changed())
                .containsExactlyInAnyOrder(
                        sandbox.root().resolve("allocated"), sandbox.root().resolve("grown"));
    }
}
