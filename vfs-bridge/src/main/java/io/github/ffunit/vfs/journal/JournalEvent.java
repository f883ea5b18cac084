package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.Errno;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** One call of a guest that has ended. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class JournalEvent {
    private final long number;
    private final Draft draft;
    private final long time;

    /** The draft must not change any more. */
    JournalEvent(long number, Draft draft, long time) {
        this.number = number;
        this.draft = draft;
        this.time = time;
    }

    /** {@return its number, from 1, in the order in which the calls ended} */
    public long number() {
        return number;
    }

    /** {@return the name of the call in preview1, for instance {@code fd_read}; {@code sock} for any call on sockets} */
    public String call() {
        return draft.call;
    }

    /** {@return the open file that the call was given first: for calls on paths, the directory where the path starts} */
    public int fd() {
        return draft.fd;
    }

    /**
     * Returns which file the call is about.
     *
     * @return the guest's absolute name as it was written when the file was opened, without {@code .} and double slashes, or
     *     {@code stdin}, {@code stdout}, {@code stderr}; null if it was opened before the journal began. Links and {@code ..} are
     *     not resolved, and a rename does not change it.
     */
    public @Nullable String file() {
        return draft.file;
    }

    /** {@return the new name of a rename or hard link; null for other calls} */
    public @Nullable String other() {
        return draft.other;
    }

    /**
     * Returns where in the file.
     *
     * @return in bytes: for a transfer where it began, for {@code fd_seek}, {@code fd_advise} and {@code fd_allocate} the argument, for
     *     {@code fd_filestat_set_size} the new size; -1 for calls that have none, and for transfers on what has no position
     */
    public long offset() {
        return draft.offset;
    }

    /** {@return how many bytes were asked for, or the room for an answer; -1 for calls that have none} */
    public long length() {
        return draft.length;
    }

    /** {@return what the guest was answered; null if the call threw, for instance for a bad address} */
    public @Nullable Errno errno() {
        return draft.errno;
    }

    /**
     * Returns the number that the guest was answered.
     *
     * @return for transfers, {@code fd_readdir} and {@code path_readlink} how many bytes, for {@code path_open} the number of the open file, for
     *     {@code fd_seek} and {@code fd_tell} the position, for the two {@code filestat_get} the size; -1 for other calls and failures
     */
    public long count() {
        return draft.count;
    }

    /** {@return when it ended, in ns since 1970 by the clock of the bridge} */
    public long time() {
        return time;
    }

    /** {@return the call as strace would print it, for instance {@code fd_write(4, 10) = 0 10 at 0}; without the time} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(draft.call);
        text.append('(').append(draft.arguments.get()).append(") = ");
        Errno errno = draft.errno;
        if (errno == null) {
            return text.append("? ").append(draft.thrown).toString();
        }
        text.append(errno.code());
        if (errno != Errno.SUCCESS) {
            return text.append(' ').append(errno).toString();
        }
        if (draft.count >= 0) {
            text.append(' ').append(draft.label).append(draft.count);
        }
        if (draft.showsOffset && draft.offset >= 0) {
            text.append(" at ").append(draft.offset);
        }
        return text.toString();
    }
}
