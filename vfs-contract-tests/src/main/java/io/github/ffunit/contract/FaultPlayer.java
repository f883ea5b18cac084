package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.contract.FaultWorkload.Step;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Plays steps of a workload as a C library would: transfers go on until all is done, or one fails. */
final class FaultPlayer {
    private static final int CLOSED = -1;
    private static final int NEVER_OPEN = 999;
    private static final int LISTING_BYTES = 4096;
    private static final int DIRECTORY = 3;
    private static final int PLACE = 3;

    private final Guest guest;
    private final int[] fds = new int[FaultWorkload.SLOTS];
    private final StringBuilder content = new StringBuilder();
    private int done;
    private int closing;

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

    FaultPlayer(Guest guest) {
        this.guest = guest;
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
        closing = fd(step.slot());
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
            case STAT_OPEN -> stat(guest.tryStat(fd));
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
        int fd = guest.taken(Integer.class);
        fds[step.slot()] = fd;
        return new Result(errno, "fd " + fd);
    }

    private Result close(int slot) {
        // The number that it had at first: closing it again must fail.
        Errno errno = guest.tryClose(closing);
        fds[slot] = CLOSED;
        return Result.of(errno);
    }

    private Result write(int fd, int length) {
        return writeAll(length, () -> guest.tryWritev(fd, rest(length)));
    }

    private Result pwrite(int fd, int length) {
        return writeAll(length, () -> guest.take(guest.wasi().fdPwrite(fd, PLACE + done, rest(length))));
    }

    private Result writeAll(int length, Supplier<Errno> transfer) {
        while (done < length) {
            Errno errno = transfer.get();
            if (errno != Errno.SUCCESS) {
                return Result.of(errno);
            }
            done += guest.taken(Integer.class);
        }
        return new Result(Errno.SUCCESS, done + " bytes");
    }

    /** What is left to write, in two buffers: the bytes tell where in the step they come. */
    private byte[][] rest(int length) {
        String rest = "abcdefghijklmnopqrstuvwxyz".substring(done, length);
        int half = rest.length() / 2;
        return new byte[][] {Guest.bytes(rest.substring(0, half)), Guest.bytes(rest.substring(half))};
    }

    private Result read(int fd, int length) {
        while (done < length) {
            Errno errno = guest.tryRead(fd, length - done);
            if (errno != Errno.SUCCESS) {
                return Result.of(errno);
            }
            byte[] bytes = guest.takenBytes();
            done += bytes.length;
            content.append(new String(bytes, UTF_8));
            if (bytes.length == 0) {
                break;
            }
        }
        return new Result(Errno.SUCCESS, content.toString());
    }

    private Result seek(int fd, int offset, int whence) {
        Errno errno = guest.trySeek(fd, offset, whence);
        return errno == Errno.SUCCESS ? new Result(errno, "at " + guest.tell(fd)) : Result.of(errno);
    }

    /** Names come in any order. */
    private Result list() {
        Errno errno = guest.tryReaddir(Guest.ROOT, LISTING_BYTES, 0);
        if (errno != Errno.SUCCESS) {
            return Result.of(errno);
        }
        int used = guest.taken(Wasi1.Filled.class).count();
        String names = guest.entries(used).stream()
                .map(entry -> entry.name() + " " + entry.type())
                .sorted()
                .collect(Collectors.joining(", "));
        return new Result(errno, names);
    }

    private Result stat(Errno errno) {
        if (errno != Errno.SUCCESS) {
            return Result.of(errno);
        }
        Guest.Stat stat = guest.takenStat();
        String answer = "type " + stat.type() + " links " + stat.links();
        // What a file system says of the size of a directory is no matter here.
        return new Result(errno, stat.type() == DIRECTORY ? answer : answer + " size " + stat.size());
    }

    private Result readlink(String name) {
        Errno errno = guest.tryReadlink(name, 100);
        return errno == Errno.SUCCESS ? new Result(errno, new String(guest.takenBytes(), UTF_8)) : Result.of(errno);
    }
}
