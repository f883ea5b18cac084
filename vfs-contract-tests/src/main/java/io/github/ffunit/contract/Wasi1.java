package io.github.ffunit.contract;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The file calls of {@code wasi_snapshot_preview1} with the guest's memory hidden: bytes go in, an errno and bytes come out.
 * The suite calls nothing else, so whoever implements this can test another runtime with it.
 *
 * <p>Numbers are those on the wire: flags, rights and errnos as in {@code io.github.ffunit.vfs.preview1}, times in ns since 1970
 * as unsigned 64-bit numbers, records as the bytes that the call stores. Paths and link texts are raw bytes, not always valid
 * UTF-8. Every room for an answer is filled with {@link #UNTOUCHED} before the call. File numbers 0, 1 and 2 are an empty
 * input and two outputs, and 3 is the only preopened directory, under the name {@code /}.
 *
 * <p>A port serves one thread of the guest; {@link #forThread()} gives ports to others. Null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface Wasi1 extends AutoCloseable {
    /** What memory holds where no call has stored anything. */
    byte UNTOUCHED = (byte) 0xA5;

    /**
     * Room that a call has filled, in part or as a whole.
     *
     * @param count how many bytes the call says it stored
     * @param buffers the buffers of the call as it left them, whatever the count
     */
    record Filled(int count, List<byte[]> buffers) {}

    /**
     * {@code fd_advise}.
     *
     * @param fd an open file
     * @param offset start of the range
     * @param length of the range
     * @param advice what to expect
     * @return an errno
     */
    int fdAdvise(int fd, long offset, long length, int advice);

    /**
     * {@code fd_allocate}.
     *
     * @param fd an open file
     * @param offset start of the range
     * @param length of the range
     * @return an errno
     */
    int fdAllocate(int fd, long offset, long length);

    /**
     * {@code fd_close}.
     *
     * @param fd an open file
     * @return an errno
     */
    int fdClose(int fd);

    /**
     * {@code fd_datasync}.
     *
     * @param fd an open file
     * @return an errno
     */
    int fdDatasync(int fd);

    /**
     * {@code fd_fdstat_get}.
     *
     * @param fd an open file
     * @return the 24 bytes of {@code fdstat}
     */
    Answer<byte[]> fdFdstatGet(int fd);

    /**
     * {@code fd_fdstat_set_flags}.
     *
     * @param fd an open file
     * @param fdFlags the new flags
     * @return an errno
     */
    int fdFdstatSetFlags(int fd, int fdFlags);

    /**
     * {@code fd_fdstat_set_rights}.
     *
     * @param fd an open file
     * @param base rights of its own
     * @param inheriting rights of what is opened through it
     * @return an errno
     */
    int fdFdstatSetRights(int fd, long base, long inheriting);

    /**
     * {@code fd_filestat_get}.
     *
     * @param fd an open file
     * @return the 64 bytes of {@code filestat}
     */
    Answer<byte[]> fdFilestatGet(int fd);

    /**
     * {@code fd_filestat_set_size}.
     *
     * @param fd an open file
     * @param size in bytes
     * @return an errno
     */
    int fdFilestatSetSize(int fd, long size);

    /**
     * {@code fd_filestat_set_times}.
     *
     * @param fd an open file
     * @param accessed access time
     * @param modified modification time
     * @param timeFlags which to set
     * @return an errno
     */
    int fdFilestatSetTimes(int fd, long accessed, long modified, int timeFlags);

    /**
     * {@code fd_pread}.
     *
     * @param fd an open file
     * @param offset where to start
     * @param lengths of the buffers
     * @return the buffers
     */
    Answer<Filled> fdPread(int fd, long offset, int... lengths);

    /**
     * {@code fd_prestat_get}.
     *
     * @param fd an open file
     * @return the 8 bytes of {@code prestat}
     */
    Answer<byte[]> fdPrestatGet(int fd);

    /**
     * {@code fd_prestat_dir_name}.
     *
     * @param fd an open file
     * @param length of the room
     * @return the room
     */
    Answer<byte[]> fdPrestatDirName(int fd, int length);

    /**
     * {@code fd_pwrite}.
     *
     * @param fd an open file
     * @param offset where to start
     * @param parts the buffers
     * @return how many bytes were written
     */
    Answer<Integer> fdPwrite(int fd, long offset, byte[]... parts);

    /**
     * {@code fd_read}.
     *
     * @param fd an open file
     * @param lengths of the buffers
     * @return the buffers
     */
    Answer<Filled> fdRead(int fd, int... lengths);

    /**
     * {@code fd_read} into many buffers that are all the same memory, so that their total can be larger than any memory.
     *
     * @param fd an open file
     * @param length of the memory
     * @param times how many buffers
     * @return how many bytes were read
     */
    Answer<Integer> fdReadRepeatedly(int fd, int length, int times);

    /**
     * {@code fd_readdir}.
     *
     * @param fd an open directory
     * @param length of the room
     * @param cookie where to go on
     * @return the room, as one buffer
     */
    Answer<Filled> fdReaddir(int fd, int length, long cookie);

    /**
     * {@code fd_renumber}.
     *
     * @param fd an open file
     * @param to its new number
     * @return an errno
     */
    int fdRenumber(int fd, int to);

    /**
     * {@code fd_seek}.
     *
     * @param fd an open file
     * @param offset relative to the origin
     * @param whence the origin
     * @return the new position
     */
    Answer<Long> fdSeek(int fd, long offset, int whence);

    /**
     * {@code fd_sync}.
     *
     * @param fd an open file
     * @return an errno
     */
    int fdSync(int fd);

    /**
     * {@code fd_tell}.
     *
     * @param fd an open file
     * @return the position
     */
    Answer<Long> fdTell(int fd);

    /**
     * {@code fd_write}.
     *
     * @param fd an open file
     * @param parts the buffers
     * @return how many bytes were written
     */
    Answer<Integer> fdWrite(int fd, byte[]... parts);

    /**
     * {@code fd_write} from many buffers that are all the same memory, see {@link #fdReadRepeatedly}.
     *
     * @param fd an open file
     * @param length of the memory
     * @param times how many buffers
     * @return how many bytes were written
     */
    Answer<Integer> fdWriteRepeatedly(int fd, int length, int times);

    /**
     * {@code path_create_directory}.
     *
     * @param dir where the path starts
     * @param path of the directory
     * @return an errno
     */
    int pathCreateDirectory(int dir, byte[] path);

    /**
     * {@code path_filestat_get}.
     *
     * @param dir where the path starts
     * @param lookup flags
     * @param path of the file
     * @return the 64 bytes of {@code filestat}
     */
    Answer<byte[]> pathFilestatGet(int dir, int lookup, byte[] path);

    /**
     * {@code path_filestat_set_times}.
     *
     * @param dir where the path starts
     * @param lookup flags
     * @param path of the file
     * @param accessed access time
     * @param modified modification time
     * @param timeFlags which to set
     * @return an errno
     */
    int pathFilestatSetTimes(int dir, int lookup, byte[] path, long accessed, long modified, int timeFlags);

    /**
     * {@code path_link}.
     *
     * @param dir where the path starts
     * @param lookup flags
     * @param path of the file
     * @param newDir where the new path starts
     * @param newPath its second name
     * @return an errno
     */
    int pathLink(int dir, int lookup, byte[] path, int newDir, byte[] newPath);

    /**
     * {@code path_open}.
     *
     * @param dir where the path starts
     * @param lookup flags
     * @param path of the file
     * @param openFlags how to open it
     * @param rights of its own
     * @param inheriting rights of what is opened through it
     * @param fdFlags how to use it
     * @return its number
     */
    Answer<Integer> pathOpen(
            int dir, int lookup, byte[] path, int openFlags, long rights, long inheriting, int fdFlags);

    /**
     * {@code path_readlink}.
     *
     * @param dir where the path starts
     * @param path of the link
     * @param length of the room
     * @return the room, as one buffer
     */
    Answer<Filled> pathReadlink(int dir, byte[] path, int length);

    /**
     * {@code path_remove_directory}.
     *
     * @param dir where the path starts
     * @param path of the directory
     * @return an errno
     */
    int pathRemoveDirectory(int dir, byte[] path);

    /**
     * {@code path_rename}.
     *
     * @param dir where the path starts
     * @param path the old name
     * @param newDir where the new path starts
     * @param newPath the new name
     * @return an errno
     */
    int pathRename(int dir, byte[] path, int newDir, byte[] newPath);

    /**
     * {@code path_symlink}.
     *
     * @param text of the link
     * @param dir where the path starts
     * @param path of the link
     * @return an errno
     */
    int pathSymlink(byte[] text, int dir, byte[] path);

    /**
     * {@code path_unlink_file}.
     *
     * @param dir where the path starts
     * @param path of the file
     * @return an errno
     */
    int pathUnlinkFile(int dir, byte[] path);

    /**
     * Reads and writes, with and without an offset, through buffers that do not lie in memory: beyond its end, across its end,
     * with a length of 2^31 and more, after a good buffer, and in a list that itself lies outside.
     *
     * @param fd an open file; the buffers are judged before it is
     * @return whether each of these calls trapped
     */
    boolean trapsOnOutOfBounds(int fd);

    /**
     * {@return a port for another thread of the same guest, over the same open files; closing it is not needed}
     */
    Wasi1 forThread();

    /** Ends the guest and closes what it has open. Idempotent. */
    @Override
    void close();
}
