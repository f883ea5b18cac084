package io.github.ffunit.vfs;

import io.github.ffunit.vfs.preview1.Errno;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * An exception of a file system that the guest saw as an error number only.
 *
 * @param call the guest's call, for instance {@code path_open}
 * @param errno what the guest was answered
 * @param cause what the file system threw
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record BackendFailure(String call, Errno errno, Throwable cause) {}
