package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Preview1;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The calls that take a path, on top of those that take an open file: with them all of the file calls.
 *
 * <p>POSIX leaves open which fault a call names that has several. Here it is always the first of these:
 *
 * <table>
 * <caption>Precedence of errors</caption>
 * <tr><th>what is wrong</th><th>answer</th><th>found by</th></tr>
 * <tr><td>an address outside of the guest's memory</td><td>a trap</td><td>each call, first thing</td></tr>
 * <tr><td>a descriptor is not open</td><td>BADF</td><td>{@link FdTable}</td></tr>
 * <tr><td>a flag or an argument</td><td>INVAL</td><td>the checks of flags</td></tr>
 * <tr><td>the descriptor is of another kind</td><td>NOTDIR, ISDIR, SPIPE</td><td>{@link Handle}</td></tr>
 * <tr><td>a right is missing</td><td>BADF</td><td>{@link Handle#require}</td></tr>
 * <tr><td>the bytes of a path</td><td>ILSEQ, INVAL, NAMETOOLONG, NOENT, PERM</td><td>{@link GuestPath}</td></tr>
 * <tr><td>where the path leads</td><td>PERM, NOENT, NOTDIR, LOOP</td><td>{@link PathWalk}</td></tr>
 * <tr><td>the kind of what is there</td><td>EXIST, ISDIR, NOTDIR, NOTEMPTY, BUSY</td><td>{@link Opening}, {@link Names}, {@link
 * Renaming}</td></tr>
 * <tr><td>the mount is read-only</td><td>ROFS</td><td>{@link Mount#requireWritable}</td></tr>
 * <tr><td>too many files are open</td><td>MFILE</td><td>{@link FdTable#reserve}</td></tr>
 * <tr><td>whatever the file system says</td><td>by its exception</td><td>{@link ErrorMapping}</td></tr>
 * </table>
 *
 * <p>{@link #onPath} and {@link #onPaths} are the upper half of that table, the lower half is the work of a call.
 */
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

    /** A path as a call passes it. */
    private record PathArgument(GuestMemory memory, int address, int length) {
        PathArgument {
            GuestPath.check(memory, address, length);
        }

        String read() throws ErrnoException {
            return GuestPath.read(memory, address, length);
        }
    }

    /** Looks at the flags of a call alone. */
    @FunctionalInterface
    private interface FlagCheck {
        FlagCheck NONE = () -> {};

        void run() throws ErrnoException;
    }

    /** What a call on a path does once its arguments are found right. */
    @FunctionalInterface
    private interface Work {
        void run(OpenDirectory directory, String path) throws IOException;
    }

    /** The same of a call on two paths. */
    @FunctionalInterface
    private interface WorkOnTwo {
        void run(OpenDirectory from, String path, OpenDirectory to, String newPath) throws IOException;
    }

    private int onPath(String call, int fd, PathArgument path, FlagCheck flags, long rights, Work work) {
        return answer(call, () -> {
            Handle start = handle(fd);
            flags.run();
            OpenDirectory directory = start.asDirectory();
            directory.require(rights);
            work.run(directory, path.read());
        });
    }

    private int onPaths(
            String call,
            int fd,
            PathArgument path,
            int newFd,
            PathArgument newPath,
            FlagCheck flags,
            long rights,
            long newRights,
            WorkOnTwo work) {
        return answer(call, () -> {
            Handle start = handle(fd);
            Handle newStart = handle(newFd);
            flags.run();
            OpenDirectory from = start.asDirectory();
            OpenDirectory to = newStart.asDirectory();
            from.require(rights);
            to.require(newRights);
            work.run(from, path.read(), to, newPath.read());
        });
    }

    private static FlagCheck onlyFollow(int lookupFlags) {
        return () -> require((lookupFlags & ~Flags.LOOKUP_SYMLINK_FOLLOW) == 0);
    }

    private static boolean follows(int lookupFlags) {
        return (lookupFlags & Flags.LOOKUP_SYMLINK_FOLLOW) != 0;
    }

    void preopenRoot() throws IOException {
        opening.preopenRoot();
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
        PathArgument argument = new PathArgument(memory, path, pathLength);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        OpenRequest request = new OpenRequest(follows(lookupFlags), openFlags, base, inheriting, fdFlags, ~0L);
        FlagCheck flags = () -> {
            onlyFollow(lookupFlags).run();
            request.check();
        };
        return onPath("path_open", fd, argument, flags, request.directoryRightsNeeded(), (directory, name) -> {
            memory.putInt(resultPointer, opening.open(directory, name, request.within(directory.inheriting())));
        });
    }

    @Override
    public int pathFilestatGet(
            GuestMemory memory, int fd, int lookupFlags, int path, int pathLength, int resultPointer) {
        PathArgument argument = new PathArgument(memory, path, pathLength);
        Iovecs.check(memory, resultPointer, FileStat.BYTES);
        return onPath(
                "path_filestat_get",
                fd,
                argument,
                onlyFollow(lookupFlags),
                Rights.PATH_FILESTAT_GET,
                (directory, name) ->
                        names.stat(directory, name, follows(lookupFlags)).store(memory, resultPointer));
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
        FlagCheck flags = () -> {
            onlyFollow(lookupFlags).run();
            Times.check(timeFlags);
        };
        return onPath(
                "path_filestat_set_times",
                fd,
                new PathArgument(memory, path, pathLength),
                flags,
                Rights.PATH_FILESTAT_SET_TIMES,
                (directory, name) -> names.setTimes(
                        directory, name, follows(lookupFlags), Times.of(timeFlags, accessed, modified, clock())));
    }

    @Override
    public int pathCreateDirectory(GuestMemory memory, int fd, int path, int pathLength) {
        PathArgument argument = new PathArgument(memory, path, pathLength);
        return onPath(
                "path_create_directory",
                fd,
                argument,
                FlagCheck.NONE,
                Rights.PATH_CREATE_DIRECTORY,
                names::createDirectory);
    }

    @Override
    public int pathRemoveDirectory(GuestMemory memory, int fd, int path, int pathLength) {
        PathArgument argument = new PathArgument(memory, path, pathLength);
        return onPath(
                "path_remove_directory",
                fd,
                argument,
                FlagCheck.NONE,
                Rights.PATH_REMOVE_DIRECTORY,
                names::removeDirectory);
    }

    @Override
    public int pathUnlinkFile(GuestMemory memory, int fd, int path, int pathLength) {
        PathArgument argument = new PathArgument(memory, path, pathLength);
        return onPath("path_unlink_file", fd, argument, FlagCheck.NONE, Rights.PATH_UNLINK_FILE, names::unlink);
    }

    @Override
    public int pathRename(
            GuestMemory memory, int fd, int path, int pathLength, int newFd, int newPath, int newPathLength) {
        return onPaths(
                "path_rename",
                fd,
                new PathArgument(memory, path, pathLength),
                newFd,
                new PathArgument(memory, newPath, newPathLength),
                FlagCheck.NONE,
                Rights.PATH_RENAME_SOURCE,
                Rights.PATH_RENAME_TARGET,
                renaming::rename);
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
        return onPaths(
                "path_link",
                fd,
                new PathArgument(memory, path, pathLength),
                newFd,
                new PathArgument(memory, newPath, newPathLength),
                () -> require(lookupFlags == 0),
                Rights.PATH_LINK_SOURCE,
                Rights.PATH_LINK_TARGET,
                names::link);
    }

    @Override
    public int pathSymlink(GuestMemory memory, int text, int textLength, int fd, int path, int pathLength) {
        PathArgument argument = new PathArgument(memory, path, pathLength);
        GuestPath.check(memory, text, textLength);
        return onPath(
                "path_symlink",
                fd,
                argument,
                FlagCheck.NONE,
                Rights.PATH_SYMLINK,
                (directory, name) ->
                        names.createLink(directory, name, GuestPath.readLinkText(memory, text, textLength)));
    }

    @Override
    public int pathReadlink(
            GuestMemory memory, int fd, int path, int pathLength, int buffer, int bufferLength, int resultPointer) {
        PathArgument argument = new PathArgument(memory, path, pathLength);
        GuestPath.check(memory, buffer, bufferLength);
        Iovecs.check(memory, resultPointer, Integer.BYTES);
        return onPath("path_readlink", fd, argument, FlagCheck.NONE, Rights.PATH_READLINK, (directory, name) -> {
            byte[] bytes = names.readLink(directory, name).getBytes(StandardCharsets.UTF_8);
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
