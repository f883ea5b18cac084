package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Preview1;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The calls that take a path, on top of those that take an open file: with them all of the file calls. */
final class Calls extends DescriptorCalls implements Preview1 {
    private final Names names;
    private final Renaming renaming;
    private final Opening opening;

    Calls(Vfs vfs, FdTable table, Diagnostics diagnostics) {
        super(table, diagnostics, vfs.clock());
        this.names = new Names(vfs);
        this.renaming = new Renaming(vfs);
        this.opening = new Opening(vfs, table);
    }

    /** The directory of a call, if it is one and grants the right. */
    private static OpenDirectory directory(Handle handle, long right) throws IOException {
        OpenDirectory directory = handle.asDirectory();
        directory.require(right);
        return directory;
    }

    private static boolean follows(int lookupFlags) throws ErrnoException {
        require((lookupFlags & ~Flags.LOOKUP_SYMLINK_FOLLOW) == 0);
        return lookupFlags != 0;
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
        GuestPath.check(memory, path, pathLength);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        return answer("path_open", () -> {
            Handle start = handle(fd);
            OpenRequest request = new OpenRequest(follows(lookupFlags), openFlags, base, inheriting, fdFlags, ~0L);
            request.check();
            OpenDirectory directory = directory(start, Rights.PATH_OPEN);
            if (request.creates()) {
                directory.require(Rights.PATH_CREATE_FILE);
            }
            if (request.truncates()) {
                directory.require(Rights.PATH_FILESTAT_SET_SIZE);
            }
            String name = GuestPath.read(memory, path, pathLength);
            memory.putInt(resultPointer, opening.open(directory, name, request.within(directory.inheriting())));
        });
    }

    void preopenRoot() throws IOException {
        opening.preopenRoot();
    }

    @Override
    public int pathFilestatGet(
            GuestMemory memory, int fd, int lookupFlags, int path, int pathLength, int resultPointer) {
        GuestPath.check(memory, path, pathLength);
        Iovecs.check(memory, resultPointer, FileStat.BYTES);
        return answer("path_filestat_get", () -> {
            Handle start = handle(fd);
            boolean follow = follows(lookupFlags);
            OpenDirectory directory = directory(start, Rights.PATH_FILESTAT_GET);
            names.stat(directory, GuestPath.read(memory, path, pathLength), follow)
                    .store(memory, resultPointer);
        });
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
        GuestPath.check(memory, path, pathLength);
        return answer("path_filestat_set_times", () -> {
            Handle start = handle(fd);
            boolean follow = follows(lookupFlags);
            Times.check(timeFlags);
            OpenDirectory directory = directory(start, Rights.PATH_FILESTAT_SET_TIMES);
            String name = GuestPath.read(memory, path, pathLength);
            names.setTimes(directory, name, follow, Times.of(timeFlags, accessed, modified, clock()));
        });
    }

    @Override
    public int pathCreateDirectory(GuestMemory memory, int fd, int path, int pathLength) {
        GuestPath.check(memory, path, pathLength);
        return answer("path_create_directory", () -> {
            OpenDirectory directory = directory(handle(fd), Rights.PATH_CREATE_DIRECTORY);
            names.createDirectory(directory, GuestPath.read(memory, path, pathLength));
        });
    }

    @Override
    public int pathRemoveDirectory(GuestMemory memory, int fd, int path, int pathLength) {
        GuestPath.check(memory, path, pathLength);
        return answer("path_remove_directory", () -> {
            OpenDirectory directory = directory(handle(fd), Rights.PATH_REMOVE_DIRECTORY);
            names.removeDirectory(directory, GuestPath.read(memory, path, pathLength));
        });
    }

    @Override
    public int pathUnlinkFile(GuestMemory memory, int fd, int path, int pathLength) {
        GuestPath.check(memory, path, pathLength);
        return answer("path_unlink_file", () -> {
            OpenDirectory directory = directory(handle(fd), Rights.PATH_UNLINK_FILE);
            names.unlink(directory, GuestPath.read(memory, path, pathLength));
        });
    }

    @Override
    public int pathRename(
            GuestMemory memory, int fd, int path, int pathLength, int newFd, int newPath, int newPathLength) {
        GuestPath.check(memory, path, pathLength);
        GuestPath.check(memory, newPath, newPathLength);
        return answer("path_rename", () -> {
            Handle start = handle(fd);
            Handle newStart = handle(newFd);
            OpenDirectory from = directory(start, Rights.PATH_RENAME_SOURCE);
            OpenDirectory to = directory(newStart, Rights.PATH_RENAME_TARGET);
            String name = GuestPath.read(memory, path, pathLength);
            renaming.rename(from, name, to, GuestPath.read(memory, newPath, newPathLength));
        });
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
        GuestPath.check(memory, path, pathLength);
        GuestPath.check(memory, newPath, newPathLength);
        return answer("path_link", () -> {
            Handle start = handle(fd);
            Handle newStart = handle(newFd);
            require(!follows(lookupFlags));
            OpenDirectory from = directory(start, Rights.PATH_LINK_SOURCE);
            OpenDirectory to = directory(newStart, Rights.PATH_LINK_TARGET);
            String name = GuestPath.read(memory, path, pathLength);
            names.link(from, name, to, GuestPath.read(memory, newPath, newPathLength));
        });
    }

    @Override
    public int pathSymlink(GuestMemory memory, int text, int textLength, int fd, int path, int pathLength) {
        GuestPath.check(memory, text, textLength);
        GuestPath.check(memory, path, pathLength);
        return answer("path_symlink", () -> {
            OpenDirectory directory = directory(handle(fd), Rights.PATH_SYMLINK);
            String target = GuestPath.readLinkText(memory, text, textLength);
            names.createLink(directory, GuestPath.read(memory, path, pathLength), target);
        });
    }

    @Override
    public int pathReadlink(
            GuestMemory memory, int fd, int path, int pathLength, int buffer, int bufferLength, int resultPointer) {
        GuestPath.check(memory, path, pathLength);
        GuestPath.check(memory, buffer, bufferLength);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        return answer("path_readlink", () -> {
            OpenDirectory directory = directory(handle(fd), Rights.PATH_READLINK);
            String text = names.readLink(directory, GuestPath.read(memory, path, pathLength));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.putInt(resultPointer, storeCut(memory, buffer, bufferLength, bytes));
        });
    }

    @Override
    public int sock(int fd) {
        return answer("sock", () -> {
            handle(fd);
            throw new ErrnoException(Errno.NOTSOCK);
        });
    }
}
