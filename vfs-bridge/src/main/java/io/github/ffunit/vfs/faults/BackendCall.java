package io.github.ffunit.vfs.faults;

import java.nio.file.Path;
import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One call to a {@link FaultyFileSystem}.
 *
 * @param ordinal its number, from 1, among all calls since the plan was set
 * @param kind what is asked for
 * @param path the file, absolute; a path of the faulty file system
 * @param other the target of a move, copy or link, absolute; null for calls with one path
 * @param offset where in the file, in bytes: of a transfer, a lock or a map, and the new size of a truncation; -1 for other calls
 * @param length how many bytes of a transfer, a lock or a map; -1 for other calls
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record BackendCall(
        long ordinal, CallKind kind, Path path, @Nullable Path other, long offset, long length) {
    /**
     * Makes one.
     *
     * @param ordinal its number, from 1, among all calls since the plan was set
     * @param kind what is asked for
     * @param path the file
     * @param other the target of a move, copy or link; null for calls with one path
     * @param offset where in the file, in bytes; -1 for calls that have none
     * @param length how many bytes; -1 for calls that have none
     */
    public BackendCall {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(path, "path");
    }

    /** {@return for instance {@code 3: write /a, 10 bytes at 0}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(ordinal).append(": ").append(kind).append(' ').append(path);
        if (other != null) {
            text.append(" to ").append(other);
        }
        if (length >= 0) {
            text.append(", ").append(length).append(" bytes");
        }
        if (offset >= 0) {
            text.append(" at ").append(offset);
        }
        return text.toString();
    }
}
