package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Preview1;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The calls that take a path, recorded, on top of those that take an open file: with them all of the file calls. */
final class JournaledCalls extends JournaledFdCalls implements Preview1 {
    private final Preview1 calls;

    JournaledCalls(Preview1 calls, Journal journal, LongSupplier clock) {
        super(calls, journal, clock);
        this.calls = calls;
    }

    /** A call on one path, whose other arguments stand behind it. */
    private Draft draft(String call, int fd, @Nullable String path, String rest) {
        String file = files().name(fd, path);
        return new Draft(call, fd, file, () -> fd + ", " + Words.quoted(path) + rest);
    }

    /** A call on two paths. */
    private Draft draft(String call, int fd, @Nullable String path, int newFd, @Nullable String newPath) {
        Draft draft = new Draft(
                call,
                fd,
                files().name(fd, path),
                () -> fd + ", " + Words.quoted(path) + ", " + newFd + ", " + Words.quoted(newPath));
        draft.other = files().name(newFd, newPath);
        return draft;
    }

    @Override
    public int pathOpen(
            GuestMemory memory,
            int fd,
            int lookupFlags,
            int path,
            int pathLength,
            int openFlags,
            long base,
            long inheriting,
            int fdFlags,
            int resultPointer) {
        String name = Arguments.text(memory, path, pathLength);
        Draft draft = new Draft(
                "path_open",
                fd,
                files().name(fd, name),
                () -> fd + ", " + Words.quoted(name) + ", " + Words.openFlags(lookupFlags, openFlags) + ", "
                        + Words.access(base) + ", " + Words.fdFlags(fdFlags));
        synchronized (numbers()) {
            return record(
                    draft.labelled("fd "),
                    () -> calls.pathOpen(
                            memory,
                            fd,
                            lookupFlags,
                            path,
                            pathLength,
                            openFlags,
                            base,
                            inheriting,
                            fdFlags,
                            resultPointer),
                    () -> {
                        int opened = memory.getInt(resultPointer);
                        files().opened(opened, draft.file);
                        return opened;
                    });
        }
    }

    @Override
    public int pathFilestatGet(
            GuestMemory memory, int fd, int lookupFlags, int path, int pathLength, int resultPointer) {
        String name = Arguments.text(memory, path, pathLength);
        return record(
                draft("path_filestat_get", fd, name, ", " + Words.lookup(lookupFlags))
                        .labelled("size "),
                () -> calls.pathFilestatGet(memory, fd, lookupFlags, path, pathLength, resultPointer),
                () -> memory.getLong(resultPointer + FILESTAT_SIZE));
    }

    @Override
    public int pathFilestatSetTimes(
            GuestMemory memory,
            int fd,
            int lookupFlags,
            int path,
            int pathLength,
            long accessed,
            long modified,
            int timeFlags) {
        String name = Arguments.text(memory, path, pathLength);
        String rest = ", " + Words.lookup(lookupFlags) + ", " + accessed + ", " + modified + ", "
                + Words.timeFlags(timeFlags);
        return record(
                draft("path_filestat_set_times", fd, name, rest),
                () -> calls.pathFilestatSetTimes(
                        memory, fd, lookupFlags, path, pathLength, accessed, modified, timeFlags));
    }

    @Override
    public int pathCreateDirectory(GuestMemory memory, int fd, int path, int pathLength) {
        String name = Arguments.text(memory, path, pathLength);
        return record(
                draft("path_create_directory", fd, name, ""),
                () -> calls.pathCreateDirectory(memory, fd, path, pathLength));
    }

    @Override
    public int pathRemoveDirectory(GuestMemory memory, int fd, int path, int pathLength) {
        String name = Arguments.text(memory, path, pathLength);
        return record(
                draft("path_remove_directory", fd, name, ""),
                () -> calls.pathRemoveDirectory(memory, fd, path, pathLength));
    }

    @Override
    public int pathUnlinkFile(GuestMemory memory, int fd, int path, int pathLength) {
        String name = Arguments.text(memory, path, pathLength);
        return record(
                draft("path_unlink_file", fd, name, ""), () -> calls.pathUnlinkFile(memory, fd, path, pathLength));
    }

    @Override
    public int pathRename(
            GuestMemory memory, int fd, int path, int pathLength, int newFd, int newPath, int newPathLength) {
        String name = Arguments.text(memory, path, pathLength);
        String newName = Arguments.text(memory, newPath, newPathLength);
        return record(
                draft("path_rename", fd, name, newFd, newName),
                () -> calls.pathRename(memory, fd, path, pathLength, newFd, newPath, newPathLength));
    }

    @Override
    public int pathLink(
            GuestMemory memory,
            int fd,
            int lookupFlags,
            int path,
            int pathLength,
            int newFd,
            int newPath,
            int newPathLength) {
        String name = Arguments.text(memory, path, pathLength);
        String newName = Arguments.text(memory, newPath, newPathLength);
        return record(
                draft("path_link", fd, name, newFd, newName),
                () -> calls.pathLink(memory, fd, lookupFlags, path, pathLength, newFd, newPath, newPathLength));
    }

    @Override
    public int pathSymlink(GuestMemory memory, int text, int textLength, int fd, int path, int pathLength) {
        String target = Arguments.text(memory, text, textLength);
        String name = Arguments.text(memory, path, pathLength);
        Draft draft = new Draft(
                "path_symlink",
                fd,
                files().name(fd, name),
                () -> Words.quoted(target) + ", " + fd + ", " + Words.quoted(name));
        return record(draft, () -> calls.pathSymlink(memory, text, textLength, fd, path, pathLength));
    }

    @Override
    public int pathReadlink(
            GuestMemory memory, int fd, int path, int pathLength, int buffer, int bufferLength, int resultPointer) {
        String name = Arguments.text(memory, path, pathLength);
        long length = Integer.toUnsignedLong(bufferLength);
        return record(
                draft("path_readlink", fd, name, ", " + length).range(-1, length),
                () -> calls.pathReadlink(memory, fd, path, pathLength, buffer, bufferLength, resultPointer),
                () -> Arguments.unsigned(memory, resultPointer));
    }

    @Override
    public int sock(int fd) {
        return record(new Draft("sock", fd, files().name(fd), () -> "" + fd), () -> calls.sock(fd));
    }
}
