package io.github.ffunit.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.Workload.Step;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Plays steps of a workload as a C library would: transfers go on until all is done, or one fails. */
final class WorkloadPlayer {
    private static final int CLOSED = -1;
    private static final int NEVER_OPEN = 999;
    private static final int IOVS = 512;
    private static final int LISTING_BYTES = 4096;

    private final Guest guest;
    private final GuestMemory memory;
    private final int[] fds = new int[Workload.SLOTS];
    private final StringBuilder content = new StringBuilder();
    private int done;

    /**
     * How a step ended.
     *
     * @param errno what the last call of it answered
     * @param answer what else came of it
     */
    record Result(Errno errno, String answer) {
        static Result of(Errno errno) {
            return new Result(errno, "");
        }

        boolean failed() {
            return errno != Errno.SUCCESS;
        }
    }

    WorkloadPlayer(Guest guest) {
        this.guest = guest;
        this.memory = guest.memory;
        Arrays.fill(fds, CLOSED);
    }

    boolean isOpen(int slot) {
        return fds[slot] != CLOSED;
    }

    int fd(int slot) {
        return fds[slot] == CLOSED ? NEVER_OPEN : fds[slot];
    }

    Result play(Step step) {
        done = 0;
        content.setLength(0);
        return playAgain(step);
    }

    /** Makes the same call again; a transfer goes on where it failed. */
    Result playAgain(Step step) {
        int fd = fd(step.slot());
        int number = step.number();
        return switch (step.action()) {
            case OPEN -> open(step, 0, 0);
            case CREATE -> open(step, Guest.CREAT, 0);
            case CREATE_EXCLUSIVELY -> open(step, Guest.CREAT | Guest.EXCL, 0);
            case OPEN_TRUNCATED -> open(step, Guest.TRUNC, 0);
            case OPEN_TO_APPEND -> open(step, Guest.CREAT, Guest.APPEND);
            case CLOSE -> close(step.slot());
            case WRITE -> write(fd, number);
            case PWRITE -> pwrite(fd, number);
            case READ -> read(fd, number);
            case SEEK -> seek(fd, number, Flags.WHENCE_SET);
            case SEEK_FROM_END -> seek(fd, number, Flags.WHENCE_END);
            case SET_SIZE -> Result.of(guest.trySetSize(fd, number));
            case RENAME -> Result.of(guest.tryRename(step.name(), step.other()));
            case LINK -> Result.of(guest.tryLink(step.name(), step.other()));
            case SYMLINK -> Result.of(guest.trySymlink(step.name(), step.other()));
            case UNLINK -> Result.of(guest.tryUnlink(step.name()));
            case MKDIR -> Result.of(guest.tryMkdir(step.name()));
            case RMDIR -> Result.of(guest.tryRmdir(step.name()));
            case LIST -> list();
            case STAT -> stat(guest.tryStat(step.name()));
            case STAT_OPEN -> statOpen(fd);
            case READLINK -> readlink(step.name());
        };
    }

    private Result open(Step step, int openFlags, int fdFlags) {
        if (isOpen(step.slot())) {
            return new Result(Errno.SUCCESS, "the slot is taken");
        }
        Errno errno = guest.tryOpen(
                Guest.ROOT, step.name(), Flags.LOOKUP_SYMLINK_FOLLOW, openFlags, Guest.READ | Guest.WRITE, fdFlags);
        if (errno != Errno.SUCCESS) {
            return Result.of(errno);
        }
        int fd = memory.getInt(Guest.RESULT);
        fds[step.slot()] = fd;
        return new Result(errno, "fd " + fd);
    }

    private Result close(int slot) {
        Errno errno = guest.tryClose(fd(slot));
        fds[slot] = CLOSED;
        return Result.of(errno);
    }

    private Result write(int fd, int length) {
        while (done < length) {
            Errno errno = Guest.errno(guest.calls().fdWrite(memory, fd, IOVS, layOut(length), Guest.RESULT));
            if (errno != Errno.SUCCESS) {
                return Result.of(errno);
            }
            advance();
        }
        return new Result(Errno.SUCCESS, done + " bytes");
    }

    private Result pwrite(int fd, int length) {
        while (done < length) {
            int offset = 3 + done;
            Errno errno = Guest.errno(guest.calls().fdPwrite(memory, fd, IOVS, layOut(length), offset, Guest.RESULT));
            if (errno != Errno.SUCCESS) {
                return Result.of(errno);
            }
            advance();
        }
        return new Result(Errno.SUCCESS, done + " bytes");
    }

    /** What is left to write, in two buffers: the bytes tell where in the step they come. */
    private int layOut(int length) {
        byte[] bytes = "abcdefghijklmnopqrstuvwxyz".substring(done, length).getBytes(UTF_8);
        guest.put(Guest.DATA, bytes);
        int half = bytes.length / 2;
        memory.putInt(IOVS, Guest.DATA);
        memory.putInt(IOVS + 4, half);
        memory.putInt(IOVS + 8, Guest.DATA + half);
        memory.putInt(IOVS + 12, bytes.length - half);
        return 2;
    }

    private int advance() {
        int n = memory.getInt(Guest.RESULT);
        done += n;
        return n;
    }

    private Result read(int fd, int length) {
        while (done < length) {
            memory.putInt(IOVS, Guest.DATA);
            memory.putInt(IOVS + 4, length - done);
            Errno errno = Guest.errno(guest.calls().fdRead(memory, fd, IOVS, 1, Guest.RESULT));
            if (errno != Errno.SUCCESS) {
                return Result.of(errno);
            }
            int n = advance();
            content.append(new String(guest.get(Guest.DATA, n), UTF_8));
            if (n == 0) {
                break;
            }
        }
        return new Result(Errno.SUCCESS, content.toString());
    }

    private Result seek(int fd, int offset, int whence) {
        Errno errno = guest.trySeek(fd, offset, whence);
        return errno == Errno.SUCCESS ? new Result(errno, "at " + guest.tell(fd)) : Result.of(errno);
    }

    private Result list() {
        Errno errno = guest.tryReaddir(Guest.ROOT, LISTING_BYTES, 0);
        if (errno != Errno.SUCCESS) {
            return Result.of(errno);
        }
        String names = guest.entries(memory.getInt(Guest.RESULT)).stream()
                .map(entry -> entry.name() + " " + entry.type())
                .collect(Collectors.joining(", "));
        return new Result(errno, names);
    }

    private Result statOpen(int fd) {
        return stat(Guest.errno(guest.calls().fdFilestatGet(memory, fd, Guest.RESULT)));
    }

    private Result stat(Errno errno) {
        if (errno != Errno.SUCCESS) {
            return Result.of(errno);
        }
        int at = Guest.RESULT;
        String answer = "type " + memory.getByte(at + 16) + " links " + memory.getLong(at + 24);
        // What a file system says of the size of a directory is no matter here.
        boolean directory = memory.getByte(at + 16) == 3;
        return new Result(errno, directory ? answer : answer + " size " + memory.getLong(at + 32));
    }

    private Result readlink(String name) {
        Errno errno = guest.tryReadlink(name, 100);
        if (errno != Errno.SUCCESS) {
            return Result.of(errno);
        }
        return new Result(errno, new String(guest.get(Guest.DATA, memory.getInt(Guest.RESULT)), UTF_8));
    }
}
