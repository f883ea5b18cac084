package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FdCalls;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Preview1;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls that take an open file, recorded. Each notes its arguments, does the call, and notes the answer. */
abstract class JournaledFdCalls implements FdCalls {
    static final int FILESTAT_SIZE = 32;

    private static final Map<Integer, Errno> ERRNOS =
            Arrays.stream(Errno.values()).collect(Collectors.toMap(Errno::code, Function.identity()));

    private final Preview1 calls;
    private final Journal journal;
    private final LongSupplier clock;
    private final OpenFiles files;
    private final Object numbers = new Object();

    JournaledFdCalls(Preview1 calls, Journal journal, LongSupplier clock) {
        this.calls = calls;
        this.journal = journal;
        this.clock = clock;
        this.files = new OpenFiles(calls);
    }

    final OpenFiles files() {
        return files;
    }

    /** The lock of who opens and closes: so a number that is free again is noted as closed before it is noted as open. */
    final Object numbers() {
        return numbers;
    }

    private Draft draft(String call, int fd, Supplier<String> arguments) {
        return new Draft(call, fd, files.name(fd), arguments);
    }

    /** A call that answers with an errno alone. */
    final int record(Draft draft, IntSupplier call) {
        return end(draft, run(draft, call));
    }

    /** A call that also answers with a number, which is asked for after success only. */
    final int record(Draft draft, IntSupplier call, LongSupplier answer) {
        int code = run(draft, call);
        if (code == Errno.SUCCESS.code()) {
            draft.count = answer.getAsLong();
        }
        return end(draft, code);
    }

    private int run(Draft draft, IntSupplier call) {
        try {
            return call.getAsInt();
        } catch (RuntimeException | Error e) {
            draft.thrown = e.getClass().getSimpleName();
            journal.add(draft, clock.getAsLong());
            throw e;
        }
    }

    private int end(Draft draft, int code) {
        draft.errno = errnoOf(draft.call, code);
        journal.add(draft, clock.getAsLong());
        return code;
    }

    private static Errno errnoOf(String call, int code) {
        Errno errno = ERRNOS.get(code);
        if (errno == null) {
            throw new IllegalStateException(
                    "the recorded calls answered [%d] to %s: it must be the code of an Errno".formatted(code, call));
        }
        return errno;
    }

    /** A transfer at the position. Where it began is known afterwards only, since in append mode that is the end of the file. */
    private int transfer(Draft draft, GuestMemory memory, int resultPointer, IntSupplier call) {
        draft.showsOffset = true;
        int code = run(draft, call);
        long done = 0;
        if (code == Errno.SUCCESS.code()) {
            done = Arguments.unsigned(memory, resultPointer);
            draft.count = done;
        }
        draft.offset = Math.max(-1, position(draft.fd) - done);
        return end(draft, code);
    }

    /** -1 for what has none. */
    private long position(int fd) {
        ArrayMemory answer = new ArrayMemory(Long.BYTES);
        return calls.fdTell(answer, fd, 0) == Errno.SUCCESS.code() ? answer.getLong(0) : -1;
    }

    @Override
    public int fdRead(GuestMemory memory, int fd, int iovs, int iovsCount, int resultPointer) {
        long length = Arguments.total(memory, iovs, iovsCount);
        Draft draft = draft("fd_read", fd, () -> fd + ", " + length).range(-1, length);
        return transfer(draft, memory, resultPointer, () -> calls.fdRead(memory, fd, iovs, iovsCount, resultPointer));
    }

    @Override
    public int fdWrite(GuestMemory memory, int fd, int iovs, int iovsCount, int resultPointer) {
        long length = Arguments.total(memory, iovs, iovsCount);
        Draft draft = draft("fd_write", fd, () -> fd + ", " + length).range(-1, length);
        return transfer(draft, memory, resultPointer, () -> calls.fdWrite(memory, fd, iovs, iovsCount, resultPointer));
    }

    @Override
    public int fdPread(GuestMemory memory, int fd, int iovs, int iovsCount, long offset, int resultPointer) {
        long length = Arguments.total(memory, iovs, iovsCount);
        return record(
                draft("fd_pread", fd, () -> fd + ", " + length + ", " + offset).range(offset, length),
                () -> calls.fdPread(memory, fd, iovs, iovsCount, offset, resultPointer),
                () -> Arguments.unsigned(memory, resultPointer));
    }

    @Override
    public int fdPwrite(GuestMemory memory, int fd, int iovs, int iovsCount, long offset, int resultPointer) {
        long length = Arguments.total(memory, iovs, iovsCount);
        return record(
                draft("fd_pwrite", fd, () -> fd + ", " + length + ", " + offset).range(offset, length),
                () -> calls.fdPwrite(memory, fd, iovs, iovsCount, offset, resultPointer),
                () -> Arguments.unsigned(memory, resultPointer));
    }

    @Override
    public int fdSeek(GuestMemory memory, int fd, long offset, int whence, int resultPointer) {
        Draft draft = draft("fd_seek", fd, () -> fd + ", " + offset + ", " + Words.whence(whence));
        long before = position(fd);
        return record(draft.range(offset, -1), () -> calls.fdSeek(memory, fd, offset, whence, resultPointer), () -> {
            long after = memory.getLong(resultPointer);
            noteSeek(draft.file, fd, before, after);
            return after;
        });
    }

    private void noteSeek(@Nullable String file, int fd, long before, long after) {
        if (after < before) {
            journal.addSeekBack(new SeekBack(file, fd, before, after));
        }
    }

    @Override
    public int fdTell(GuestMemory memory, int fd, int resultPointer) {
        return record(
                draft("fd_tell", fd, () -> "" + fd),
                () -> calls.fdTell(memory, fd, resultPointer),
                () -> memory.getLong(resultPointer));
    }

    @Override
    public int fdAdvise(int fd, long offset, long length, int advice) {
        return record(
                draft("fd_advise", fd, () -> fd + ", " + offset + ", " + length + ", " + Words.advice(advice))
                        .range(offset, length),
                () -> calls.fdAdvise(fd, offset, length, advice));
    }

    @Override
    public int fdAllocate(int fd, long offset, long length) {
        return record(
                draft("fd_allocate", fd, () -> fd + ", " + offset + ", " + length)
                        .range(offset, length),
                () -> calls.fdAllocate(fd, offset, length));
    }

    @Override
    public int fdClose(int fd) {
        synchronized (numbers) {
            return record(draft("fd_close", fd, () -> "" + fd), () -> {
                int code = calls.fdClose(fd);
                if (code != Errno.BADF.code()) {
                    files.closed(fd);
                }
                return code;
            });
        }
    }

    @Override
    public int fdRenumber(int fd, int to) {
        synchronized (numbers) {
            return record(draft("fd_renumber", fd, () -> fd + ", " + to), () -> {
                int code = calls.fdRenumber(fd, to);
                if (code != Errno.BADF.code() && fd != to) {
                    files.renumbered(fd, to);
                }
                return code;
            });
        }
    }

    @Override
    public int fdSync(int fd) {
        return record(draft("fd_sync", fd, () -> "" + fd), () -> calls.fdSync(fd));
    }

    @Override
    public int fdDatasync(int fd) {
        return record(draft("fd_datasync", fd, () -> "" + fd), () -> calls.fdDatasync(fd));
    }

    @Override
    public int fdFdstatGet(GuestMemory memory, int fd, int resultPointer) {
        return record(draft("fd_fdstat_get", fd, () -> "" + fd), () -> calls.fdFdstatGet(memory, fd, resultPointer));
    }

    @Override
    public int fdFdstatSetFlags(int fd, int fdFlags) {
        return record(
                draft("fd_fdstat_set_flags", fd, () -> fd + ", " + Words.fdFlags(fdFlags)),
                () -> calls.fdFdstatSetFlags(fd, fdFlags));
    }

    @Override
    public int fdFdstatSetRights(int fd, long base, long inheriting) {
        return record(
                draft("fd_fdstat_set_rights", fd, () -> fd + ", " + Words.hex(base) + ", " + Words.hex(inheriting)),
                () -> calls.fdFdstatSetRights(fd, base, inheriting));
    }

    @Override
    public int fdFilestatGet(GuestMemory memory, int fd, int resultPointer) {
        return record(
                draft("fd_filestat_get", fd, () -> "" + fd).labelled("size "),
                () -> calls.fdFilestatGet(memory, fd, resultPointer),
                () -> memory.getLong(resultPointer + FILESTAT_SIZE));
    }

    @Override
    public int fdFilestatSetSize(int fd, long size) {
        return record(
                draft("fd_filestat_set_size", fd, () -> fd + ", " + size).range(size, -1),
                () -> calls.fdFilestatSetSize(fd, size));
    }

    @Override
    public int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags) {
        return record(
                draft(
                        "fd_filestat_set_times",
                        fd,
                        () -> fd + ", " + accessed + ", " + modified + ", " + Words.timeFlags(timeFlags)),
                () -> calls.fdFilestatSetTimes(fd, accessed, modified, timeFlags));
    }

    @Override
    public int fdPrestatGet(GuestMemory memory, int fd, int resultPointer) {
        return record(draft("fd_prestat_get", fd, () -> "" + fd), () -> calls.fdPrestatGet(memory, fd, resultPointer));
    }

    @Override
    public int fdPrestatDirName(GuestMemory memory, int fd, int buffer, int bufferLength) {
        long length = Integer.toUnsignedLong(bufferLength);
        return record(
                draft("fd_prestat_dir_name", fd, () -> fd + ", " + length).range(-1, length),
                () -> calls.fdPrestatDirName(memory, fd, buffer, bufferLength));
    }

    @Override
    public int fdReaddir(GuestMemory memory, int fd, int buffer, int bufferLength, long cookie, int resultPointer) {
        long length = Integer.toUnsignedLong(bufferLength);
        return record(
                draft("fd_readdir", fd, () -> fd + ", " + length + ", " + cookie)
                        .range(-1, length),
                () -> calls.fdReaddir(memory, fd, buffer, bufferLength, cookie, resultPointer),
                () -> Arguments.unsigned(memory, resultPointer));
    }
}
