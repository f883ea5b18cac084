package io.github.ffunit.vfs.preview1;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The calls that take an open file by its number. Raw values in, an {@link Errno#code() errno} out; answers go to guest memory.
 *
 * <p>Addresses are checked before anything else: every method that takes a memory throws
 * {@link GuestMemory.OutOfBounds} if it would touch a byte outside of it.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface FdCalls {
    /**
     * {@code fd_advise}: notes how a range will be used; changes nothing.
     *
     * @param fd an open file
     * @param offset a position in bytes
     * @param length a length in bytes
     * @param advice 0 to 5
     * @return an errno
     */
    int fdAdvise(int fd, long offset, long length, int advice);

    /**
     * {@code fd_allocate}: grows a file, with zeros, to hold a range.
     *
     * @param fd an open file
     * @param offset a position in bytes
     * @param length a length in bytes
     * @return an errno
     */
    int fdAllocate(int fd, long offset, long length);

    /**
     * {@code fd_close}: closes an open file; its number becomes free even if that fails.
     *
     * @param fd an open file
     * @return an errno
     */
    int fdClose(int fd);

    /**
     * {@code fd_datasync}: writes content through.
     *
     * @param fd an open file
     * @return an errno
     */
    int fdDatasync(int fd);

    /**
     * {@code fd_fdstat_get}: stores type, flags and rights: 24 bytes.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdFdstatGet(GuestMemory memory, int fd, int resultPointer);

    /**
     * {@code fd_fdstat_set_flags}: switches append and non-blocking mode.
     *
     * @param fd an open file
     * @param fdFlags {@code FD_} of {@link Flags}
     * @return an errno
     */
    int fdFdstatSetFlags(int fd, int fdFlags);

    /**
     * {@code fd_fdstat_set_rights}: drops rights.
     *
     * @param fd an open file
     * @param base rights of the file itself, see {@link Rights}
     * @param inheriting rights for files opened through it
     * @return an errno
     */
    int fdFdstatSetRights(int fd, long base, long inheriting);

    /**
     * {@code fd_filestat_get}: stores the attributes: 64 bytes.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdFilestatGet(GuestMemory memory, int fd, int resultPointer);

    /**
     * {@code fd_filestat_set_size}: cuts a file, or grows it with zeros.
     *
     * @param fd an open file
     * @param size in bytes, unsigned
     * @return an errno
     */
    int fdFilestatSetSize(int fd, long size);

    /**
     * {@code fd_filestat_set_times}: sets time stamps.
     *
     * @param fd an open file
     * @param accessed access time in ns since 1970, unsigned
     * @param modified modification time in ns since 1970, unsigned
     * @param timeFlags which stamps to set, {@code TIMES_} of {@link Flags}
     * @return an errno
     */
    int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags);

    /**
     * {@code fd_pread}: reads at an offset; the position stays.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param iovs address of the buffers' descriptions
     * @param iovsCount how many buffers
     * @param offset a position in bytes
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdPread(GuestMemory memory, int fd, int iovs, int iovsCount, long offset, int resultPointer);

    /**
     * {@code fd_prestat_get}: stores kind and name length of a preopened directory: 8 bytes.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdPrestatGet(GuestMemory memory, int fd, int resultPointer);

    /**
     * {@code fd_prestat_dir_name}: stores the name of a preopened directory.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param buffer address of the room for the answer
     * @param bufferLength its length in bytes
     * @return an errno
     */
    int fdPrestatDirName(GuestMemory memory, int fd, int buffer, int bufferLength);

    /**
     * {@code fd_pwrite}: writes at an offset; the position stays.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param iovs address of the buffers' descriptions
     * @param iovsCount how many buffers
     * @param offset a position in bytes
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdPwrite(GuestMemory memory, int fd, int iovs, int iovsCount, long offset, int resultPointer);

    /**
     * {@code fd_read}: reads from the position on; a count of 0 means the end.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param iovs address of the buffers' descriptions
     * @param iovsCount how many buffers
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdRead(GuestMemory memory, int fd, int iovs, int iovsCount, int resultPointer);

    /**
     * {@code fd_readdir}: stores directory entries, the last one perhaps cut off.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param buffer address of the room for the answer
     * @param bufferLength its length in bytes
     * @param cookie 0 to start, else where to go on
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdReaddir(GuestMemory memory, int fd, int buffer, int bufferLength, long cookie, int resultPointer);

    /**
     * {@code fd_renumber}: gives an open file another number, whose file is closed.
     *
     * @param fd an open file
     * @param to the number that it gets
     * @return an errno
     */
    int fdRenumber(int fd, int to);

    /**
     * {@code fd_seek}: moves the position.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param offset a position in bytes
     * @param whence {@code WHENCE_} of {@link Flags}
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdSeek(GuestMemory memory, int fd, long offset, int whence, int resultPointer);

    /**
     * {@code fd_sync}: writes content and attributes through.
     *
     * @param fd an open file
     * @return an errno
     */
    int fdSync(int fd);

    /**
     * {@code fd_tell}: stores the position.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdTell(GuestMemory memory, int fd, int resultPointer);

    /**
     * {@code fd_write}: writes at the position, or at the end in append mode.
     *
     * @param memory the guest's
     * @param fd an open file
     * @param iovs address of the buffers' descriptions
     * @param iovsCount how many buffers
     * @param resultPointer where the result goes
     * @return an errno
     */
    int fdWrite(GuestMemory memory, int fd, int iovs, int iovsCount, int resultPointer);
}
