package io.github.ffunit.vfs.journal;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * An {@code fd_seek} that moved the position towards the start of the file.
 *
 * @param file the guest's name of the file; null if it was opened before the journal began
 * @param fd its number
 * @param from the position before, in bytes
 * @param to the position after, in bytes; less than {@code from}
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record SeekBack(@Nullable String file, int fd, long from, long to) {}
