package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.LARGE_FILES;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.vfs.faults.CallKind.LIST;
import static io.github.ffunit.vfs.faults.CallKind.READ;
import static io.github.ffunit.vfs.faults.CallKind.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Section P, second part: what a file system throws, and what the guest is answered. */
final class ErrorMappingRules {
    private static Map<Throwable, Errno> byType() {
        Map<Throwable, Errno> table = new LinkedHashMap<>();
        table.put(new NoSuchFileException("f"), Errno.NOENT);
        table.put(new FileAlreadyExistsException("f"), Errno.EXIST);
        table.put(new DirectoryNotEmptyException("f"), Errno.NOTEMPTY);
        table.put(new NotDirectoryException("f"), Errno.NOTDIR);
        table.put(new NotLinkException("f"), Errno.INVAL);
        table.put(new AccessDeniedException("f"), Errno.ACCES);
        table.put(new FileSystemLoopException("f"), Errno.LOOP);
        table.put(new AtomicMoveNotSupportedException("f", "g", "reason"), Errno.XDEV);
        table.put(new ProviderMismatchException(), Errno.XDEV);
        table.put(new ReadOnlyFileSystemException(), Errno.ROFS);
        table.put(new ClosedFileSystemException(), Errno.IO);
        table.put(new ClosedChannelException(), Errno.IO);
        table.put(new ClosedByInterruptException(), Errno.INTR);
        table.put(new NonReadableChannelException(), Errno.BADF);
        table.put(new NonWritableChannelException(), Errno.BADF);
        table.put(new InvalidPathException("f", "reason"), Errno.INVAL);
        table.put(new SecurityException("reason"), Errno.ACCES);
        table.put(new UnsupportedOperationException("reason"), Errno.NOTSUP);
        table.put(new IllegalArgumentException("reason"), Errno.INVAL);
        table.put(new IOException("reason"), Errno.IO);
        return table;
    }

    private static Map<Throwable, Errno> byReason() {
        Map<String, Errno> reasons = new LinkedHashMap<>();
        reasons.put("No space left on device", Errno.NOSPC);
        reasons.put("out of disk space", Errno.NOSPC);
        reasons.put("Not a directory", Errno.NOTDIR);
        reasons.put("Is a directory", Errno.ISDIR);
        reasons.put("Too many levels of symbolic links", Errno.LOOP);
        reasons.put("File name too long", Errno.NAMETOOLONG);
        reasons.put("Too many open files", Errno.MFILE);
        reasons.put("File too large", Errno.FBIG);
        reasons.put("Invalid argument", Errno.INVAL);
        reasons.put("Operation not permitted", Errno.PERM);
        reasons.put("something else", Errno.IO);
        Map<Throwable, Errno> table = new LinkedHashMap<>();
        reasons.forEach((reason, errno) -> {
            table.put(new FileSystemException("f", null, reason), errno);
            table.put(new IOException(reason), errno);
        });
        // A file may be called anything.
        table.put(new FileSystemException("No space left on device", "Is a directory", "something else"), Errno.IO);
        table.put(new FileSystemException("File too large"), Errno.IO);
        return table;
    }

    private static FaultPlan throwing(CallKind kind, Throwable thrown) {
        return FaultPlan.when(kind).thenFail(Fault.of(() -> thrown));
    }

    @Rule(
            id = "P02",
            says = "Each exception of a file system has its errno, by type or by the reason that it gives.",
            source = "ours")
    void exceptions(World world) throws IOException {
        String file = world.sampleFile();
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.open(file, 0, Guest.READ);
        Map<Throwable, Errno> table = byType();
        table.putAll(byReason());
        table.forEach((thrown, errno) -> {
            faulty.plan(throwing(READ, thrown));
            assertThat(guest.tryRead(fd, 10)).as("fd_read: %s", thrown).isEqualTo(errno);
            boolean interrupted = Thread.interrupted();
            faulty.plan(throwing(LIST, thrown));
            assertThat(guest.tryReaddir(Guest.ROOT, 100, 0))
                    .as("fd_readdir: %s", thrown)
                    .isEqualTo(errno);
            faulty.plan(FaultPlan.none());
            // The fault sets it again, for the second call alone.
            Thread.interrupted();
            assertThat(interrupted).as("interrupted: %s", thrown).isEqualTo(errno == Errno.INTR);
        });
        assertThat(guest.tell(fd)).as("after all failures").isZero();
        assertThat(guest.readBytes(fd, 10)).isEqualTo(Arrays.copyOf(world.sampleContent(), 10));
        assertThat(world.bridge().failures()).as("told to the host").hasSize(2 * table.size());
        guest.close(fd);
        assertThat(guest.tryRead(fd, 1)).as("closed by the guest").isEqualTo(Errno.BADF);
    }

    @Rule(
            id = "P03",
            says = "Other exceptions that nobody checks, and failed assertions, are IO; other errors are the host's.",
            source = "ours")
    void unchecked(World world) throws IOException {
        String file = world.sampleFile();
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.open(file, 0, Guest.READ);
        for (Throwable thrown : new Throwable[] {
            new IllegalStateException("x"),
            new NullPointerException("x"),
            new IndexOutOfBoundsException("x"),
            new AssertionError("x"),
            new AssertionError()
        }) {
            faulty.plan(throwing(READ, thrown));
            assertThat(guest.tryRead(fd, 10)).as("%s", thrown).isEqualTo(Errno.IO);
        }
        for (Error thrown : new Error[] {new StackOverflowError("x"), new LinkageError("x")}) {
            faulty.plan(throwing(READ, thrown));
            assertThatThrownBy(() -> guest.tryRead(fd, 10)).isSameAs(thrown);
        }
        faulty.plan(FaultPlan.none());
        assertThat(guest.tell(fd)).isZero();
        assertThat(guest.readBytes(fd, 10)).isEqualTo(Arrays.copyOf(world.sampleContent(), 10));
    }

    @Rule(
            id = "P03",
            says = "When memory ends while a file grows, it is NOSPC with the old size.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS})
    void outOfMemory(World world) throws IOException {
        FaultyFileSystem faulty = world.reopenFaulty();
        Guest guest = world.guest();
        int fd = guest.create("f");
        guest.write(fd, "abc");
        faulty.plan(FaultPlan.when(WRITE).thenFail(Fault.outOfMemory()));
        assertThat(guest.tryWrite(fd, "def")).isEqualTo(Errno.NOSPC);
        assertThat(guest.tryPwrite(fd, "def", 1000)).isEqualTo(Errno.NOSPC);
        assertThat(guest.trySetSize(fd, 1000)).isEqualTo(Errno.NOSPC);
        assertThat(guest.tryAllocate(fd, 0, 1000)).isEqualTo(Errno.NOSPC);
        faulty.plan(FaultPlan.none());
        assertThat(guest.stat(fd).size()).isEqualTo(3);
        assertThat(guest.tell(fd)).isEqualTo(3);
        assertThat(guest.readAll("f")).isEqualTo("abc");
        assertThat(guest.write(fd, "def")).isEqualTo(3);
    }

    @Rule(
            id = "P03",
            says = "A file may be larger than 16 MiB, or that is FBIG with the old size.",
            source = "ours",
            needs = {WRITABLE, RANDOM_ACCESS, LARGE_FILES})
    void largeFile(World world) {
        Guest guest = world.guest();
        int fd = guest.create("f");
        assertThat(guest.pwrite(fd, "x", 16L << 20)).isEqualTo(1);
        assertThat(guest.stat(fd).size()).isEqualTo((16L << 20) + 1);
    }

    @WhenAbsent(id = "P03", lacks = LARGE_FILES)
    void noLargeFile(World world) {
        Guest guest = world.guest();
        int fd = guest.create("f");
        guest.write(fd, "abc");
        assertThat(guest.tryPwrite(fd, "x", 16L << 20)).isIn(Errno.FBIG, Errno.NOSPC);
        assertThat(guest.trySetSize(fd, (16L << 20) + 1)).isIn(Errno.FBIG, Errno.NOSPC);
        assertThat(guest.stat(fd).size()).isEqualTo(3);
        assertThat(guest.readAll("f")).isEqualTo("abc");
    }
}
