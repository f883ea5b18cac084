package io.github.ffunit.vfs.preview1;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The calls that take a path, which is looked up from an open directory and never leaves it. Raw values in, an
 * {@link Errno#code() errno} out; answers go to guest memory.
 *
 * <p>Addresses are checked before anything else: every method throws {@link GuestMemory.OutOfBounds} if it would touch
 * a byte outside of the guest's memory.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface PathCalls {
    /**
     * {@code path_create_directory}: makes a directory.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param path address of the path
     * @param pathLength its length in bytes
     * @return an errno
     */
    int pathCreateDirectory(GuestMemory memory, int fd, int path, int pathLength);

    /**
     * {@code path_filestat_get}: stores the attributes of a name: 64 bytes.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param lookupFlags {@code LOOKUP_} of {@link Flags}
     * @param path address of the path
     * @param pathLength its length in bytes
     * @param resultPointer where the result goes
     * @return an errno
     */
    int pathFilestatGet(GuestMemory memory, int fd, int lookupFlags, int path, int pathLength, int resultPointer);

    /**
     * {@code path_filestat_set_times}: sets time stamps of a name.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param lookupFlags {@code LOOKUP_} of {@link Flags}
     * @param path address of the path
     * @param pathLength its length in bytes
     * @param accessed access time in ns since 1970, unsigned
     * @param modified modification time in ns since 1970, unsigned
     * @param timeFlags which stamps to set, {@code TIMES_} of {@link Flags}
     * @return an errno
     */
    int pathFilestatSetTimes(
            GuestMemory memory,
            int fd,
            int lookupFlags,
            int path,
            int pathLength,
            long accessed,
            long modified,
            int timeFlags);

    /**
     * {@code path_link}: gives a file a second name.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param lookupFlags {@code LOOKUP_} of {@link Flags}
     * @param path address of the path
     * @param pathLength its length in bytes
     * @param newFd the directory of the new name
     * @param newPath address of the new name
     * @param newPathLength its length in bytes
     * @return an errno
     */
    int pathLink(
            GuestMemory memory,
            int fd,
            int lookupFlags,
            int path,
            int pathLength,
            int newFd,
            int newPath,
            int newPathLength);

    /**
     * {@code path_open}: opens a file or directory and stores its number.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param lookupFlags {@code LOOKUP_} of {@link Flags}
     * @param path address of the path
     * @param pathLength its length in bytes
     * @param openFlags {@code OPEN_} of {@link Flags}
     * @param base rights of the file itself, see {@link Rights}
     * @param inheriting rights for files opened through it
     * @param fdFlags {@code FD_} of {@link Flags}
     * @param resultPointer where the result goes
     * @return an errno
     */
    int pathOpen(
            GuestMemory memory,
            int fd,
            int lookupFlags,
            int path,
            int pathLength,
            int openFlags,
            long base,
            long inheriting,
            int fdFlags,
            int resultPointer);

    /**
     * {@code path_readlink}: stores the text of a symbolic link, cut to the room there is.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param path address of the path
     * @param pathLength its length in bytes
     * @param buffer address of the room for the answer
     * @param bufferLength its length in bytes
     * @param resultPointer where the result goes
     * @return an errno
     */
    int pathReadlink(
            GuestMemory memory, int fd, int path, int pathLength, int buffer, int bufferLength, int resultPointer);

    /**
     * {@code path_remove_directory}: removes an empty directory.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param path address of the path
     * @param pathLength its length in bytes
     * @return an errno
     */
    int pathRemoveDirectory(GuestMemory memory, int fd, int path, int pathLength);

    /**
     * {@code path_rename}: renames, and replaces what has the new name.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param path address of the path
     * @param pathLength its length in bytes
     * @param newFd the directory of the new name
     * @param newPath address of the new name
     * @param newPathLength its length in bytes
     * @return an errno
     */
    int pathRename(GuestMemory memory, int fd, int path, int pathLength, int newFd, int newPath, int newPathLength);

    /**
     * {@code path_symlink}: makes a symbolic link.
     *
     * @param memory the guest's
     * @param text address of the link's text
     * @param textLength its length in bytes
     * @param fd the directory where the path starts
     * @param path address of the path
     * @param pathLength its length in bytes
     * @return an errno
     */
    int pathSymlink(GuestMemory memory, int text, int textLength, int fd, int path, int pathLength);

    /**
     * {@code path_unlink_file}: removes a name that is not a directory.
     *
     * @param memory the guest's
     * @param fd the directory where the path starts
     * @param path address of the path
     * @param pathLength its length in bytes
     * @return an errno
     */
    int pathUnlinkFile(GuestMemory memory, int fd, int path, int pathLength);
}
