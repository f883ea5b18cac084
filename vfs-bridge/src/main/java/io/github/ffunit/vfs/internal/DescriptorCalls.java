package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FdCalls;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * The calls that take an open file. Each method reads as the order of its errors: pointers, then the file, then the arguments,
 * then kind and rights, which the {@link Handle} judges.
 *
 * <p>The four transfers and the seek spell their error handling out, since a lambda would cost an object for each call. A call
 * whose file is closed before it begins looks its number up again.
 */
abstract class DescriptorCalls implements FdCalls {
    private static final int PRESTAT_BYTES = 8;
    private static final int MAX_ADVICE = 5;

    private final FdTable table;
    private final Diagnostics diagnostics;
    private final LongSupplier clock;

    DescriptorCalls(FdTable table, Diagnostics diagnostics, LongSupplier clock) {
        this.table = table;
        this.diagnostics = diagnostics;
        this.clock = clock;
    }

    /** For a call that answers by an errno alone. */
    final int answer(String name, IoAction call) {
        while (true) {
            try {
                call.run();
                return Errno.SUCCESS.code();
            } catch (ClosedMeanwhileException e) {
                // Closed files are not in the table: it leads to another one now, or to none.
            } catch (IOException | RuntimeException | Error e) {
                return diagnostics.answer(name, e);
            }
        }
    }

    final Handle handle(int fd) throws ErrnoException {
        return table.get(fd);
    }

    final LongSupplier clock() {
        return clock;
    }

    static void require(boolean condition) throws ErrnoException {
        if (!condition) {
            throw new ErrnoException(Errno.INVAL);
        }
    }

    private static void storeCount(GuestMemory memory, int address, long count) {
        memory.putInt(address, (int) count);
    }

    @Override
    public int fdRead(GuestMemory memory, int fd, int iovs, int iovsCount, int resultPointer) {
        long total = Iovecs.checkedTotal(memory, iovs, iovsCount);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        while (true) {
            try {
                Handle handle = table.get(fd);
                require(total <= Integer.MAX_VALUE);
                storeCount(memory, resultPointer, handle.read(memory, iovs, iovsCount));
                return Errno.SUCCESS.code();
            } catch (ClosedMeanwhileException e) {
                // As in answer(): look again.
            } catch (IOException | RuntimeException | Error e) {
                return diagnostics.answer("fd_read", e);
            }
        }
    }

    @Override
    public int fdWrite(GuestMemory memory, int fd, int iovs, int iovsCount, int resultPointer) {
        long total = Iovecs.checkedTotal(memory, iovs, iovsCount);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        while (true) {
            try {
                Handle handle = table.get(fd);
                require(total <= Integer.MAX_VALUE);
                storeCount(memory, resultPointer, handle.write(memory, iovs, iovsCount, total));
                return Errno.SUCCESS.code();
            } catch (ClosedMeanwhileException e) {
                // As in answer(): look again.
            } catch (IOException | RuntimeException | Error e) {
                return diagnostics.answer("fd_write", e);
            }
        }
    }

    @Override
    public int fdPread(GuestMemory memory, int fd, int iovs, int iovsCount, long offset, int resultPointer) {
        long total = Iovecs.checkedTotal(memory, iovs, iovsCount);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        while (true) {
            try {
                Handle handle = table.get(fd);
                require(total <= Integer.MAX_VALUE && offset >= 0);
                storeCount(memory, resultPointer, handle.readAt(memory, iovs, iovsCount, offset));
                return Errno.SUCCESS.code();
            } catch (ClosedMeanwhileException e) {
                // As in answer(): look again.
            } catch (IOException | RuntimeException | Error e) {
                return diagnostics.answer("fd_pread", e);
            }
        }
    }

    @Override
    public int fdPwrite(GuestMemory memory, int fd, int iovs, int iovsCount, long offset, int resultPointer) {
        long total = Iovecs.checkedTotal(memory, iovs, iovsCount);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        while (true) {
            try {
                Handle handle = table.get(fd);
                require(total <= Integer.MAX_VALUE && offset >= 0);
                storeCount(memory, resultPointer, handle.writeAt(memory, iovs, iovsCount, total, offset));
                return Errno.SUCCESS.code();
            } catch (ClosedMeanwhileException e) {
                // As in answer(): look again.
            } catch (IOException | RuntimeException | Error e) {
                return diagnostics.answer("fd_pwrite", e);
            }
        }
    }

    @Override
    public int fdSeek(GuestMemory memory, int fd, long offset, int whence, int resultPointer) {
        Iovecs.check(memory, resultPointer, Long.BYTES);
        while (true) {
            try {
                Handle handle = table.get(fd);
                require(whence >= Flags.WHENCE_SET && whence <= Flags.WHENCE_END);
                memory.putLong(resultPointer, handle.seek(offset, whence));
                return Errno.SUCCESS.code();
            } catch (ClosedMeanwhileException e) {
                // As in answer(): look again.
            } catch (IOException | RuntimeException | Error e) {
                return diagnostics.answer("fd_seek", e);
            }
        }
    }

    @Override
    public int fdTell(GuestMemory memory, int fd, int resultPointer) {
        Iovecs.check(memory, resultPointer, Long.BYTES);
        return answer("fd_tell", () -> memory.putLong(resultPointer, handle(fd).tell()));
    }

    @Override
    public int fdAdvise(int fd, long offset, long length, int advice) {
        return answer("fd_advise", () -> {
            Handle handle = handle(fd);
            require(advice >= 0 && advice <= MAX_ADVICE && offset >= 0 && length >= 0);
            handle.advise();
        });
    }

    @Override
    public int fdAllocate(int fd, long offset, long length) {
        return answer("fd_allocate", () -> {
            Handle handle = handle(fd);
            require(offset >= 0 && length > 0);
            handle.allocate(offset, length);
        });
    }

    @Override
    public int fdClose(int fd) {
        return answer("fd_close", () -> table.remove(fd).close());
    }

    @Override
    public int fdSync(int fd) {
        return answer("fd_sync", () -> handle(fd).sync());
    }

    @Override
    public int fdDatasync(int fd) {
        return answer("fd_datasync", () -> handle(fd).sync());
    }

    @Override
    public int fdFdstatGet(GuestMemory memory, int fd, int resultPointer) {
        Iovecs.check(memory, resultPointer, Handle.FDSTAT_BYTES);
        return answer("fd_fdstat_get", () -> handle(fd).storeFdstat(memory, resultPointer));
    }

    @Override
    public int fdFdstatSetFlags(int fd, int fdFlags) {
        return answer("fd_fdstat_set_flags", () -> handle(fd).setFlags(fdFlags));
    }

    @Override
    public int fdFdstatSetRights(int fd, long base, long inheriting) {
        return answer("fd_fdstat_set_rights", () -> handle(fd).dropRights(base, inheriting));
    }

    @Override
    public int fdFilestatGet(GuestMemory memory, int fd, int resultPointer) {
        Iovecs.check(memory, resultPointer, FileStat.BYTES);
        return answer("fd_filestat_get", () -> {
            Handle handle = handle(fd);
            handle.require(Rights.FD_FILESTAT_GET);
            handle.stat().store(memory, resultPointer);
        });
    }

    @Override
    public int fdFilestatSetSize(int fd, long size) {
        return answer("fd_filestat_set_size", () -> {
            Handle handle = handle(fd);
            require(size >= 0);
            handle.setSize(size);
        });
    }

    @Override
    public int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags) {
        return answer("fd_filestat_set_times", () -> {
            Handle handle = handle(fd);
            Times.check(timeFlags);
            handle.setTimes(Times.of(timeFlags, accessed, modified, clock));
        });
    }

    @Override
    public int fdPrestatGet(GuestMemory memory, int fd, int resultPointer) {
        Iovecs.check(memory, resultPointer, PRESTAT_BYTES);
        // The kind of a preopened directory is 0.
        return answer("fd_prestat_get", () -> memory.putLong(resultPointer, (long) preopenName(fd).length << 32));
    }

    @Override
    public int fdPrestatDirName(GuestMemory memory, int fd, int buffer, int bufferLength) {
        GuestPath.check(memory, buffer, bufferLength);
        return answer("fd_prestat_dir_name", () -> {
            byte[] name = preopenName(fd);
            if (bufferLength < name.length) {
                throw new ErrnoException(Errno.NAMETOOLONG);
            }
            memory.window(buffer, name.length).put(name);
        });
    }

    private byte[] preopenName(int fd) throws ErrnoException {
        if (handle(fd) instanceof OpenDirectory directory && directory.preopenName() != null) {
            return directory.preopenName().getBytes(StandardCharsets.UTF_8);
        }
        throw new ErrnoException(Errno.BADF);
    }

    @Override
    public int fdReaddir(GuestMemory memory, int fd, int buffer, int bufferLength, long cookie, int resultPointer) {
        GuestPath.check(memory, buffer, bufferLength);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        return answer("fd_readdir", () -> {
            Handle handle = handle(fd);
            require(cookie >= 0);
            int used = handle.asDirectory().readEntries(memory, buffer, bufferLength, cookie);
            memory.putInt(resultPointer, used);
        });
    }

    @Override
    public int fdRenumber(int fd, int to) {
        return answer("fd_renumber", () -> {
            Handle displaced = table.renumber(fd, to);
            if (displaced != null) {
                displaced.close();
            }
        });
    }

    /** Copies what fits of an answer to the guest; returns how many bytes. */
    static int storeCut(GuestMemory memory, int buffer, int bufferLength, byte[] answer) {
        ByteBuffer target = memory.window(buffer, bufferLength);
        int length = Math.min(answer.length, bufferLength);
        target.put(answer, 0, length);
        return length;
    }
}
