package io.github.ffunit.vfs.internal;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.BackendFailure;
import io.github.ffunit.vfs.Changes;
import io.github.ffunit.vfs.Readiness;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Preview1;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Puts the parts of one bridge together, and takes them apart at its end. */
public final class Bridge implements AutoCloseable {
    private static final String SCRATCH = "/tmp";

    private final FileSystem overlays;
    private final Vfs vfs;
    private final FdTable table;
    private final Diagnostics diagnostics = new Diagnostics();
    private final Calls calls;

    /**
     * Makes a bridge.
     *
     * @param settings what the embedder chose
     * @throws IOException if a mounted directory cannot be used
     */
    public Bridge(Settings settings) throws IOException {
        overlays = newOverlays(settings);
        try {
            Guard guard = new Guard(settings.guard());
            vfs = new Vfs(mountAll(settings), guard, settings.clock(), diagnostics);
            table = new FdTable(settings.maxOpenFiles());
            calls = new Calls(vfs, table, diagnostics);
            table.fill(table.reserve(), StreamHandle.reading(0, settings.standardInput()));
            table.fill(table.reserve(), StreamHandle.writing(1, settings.standardOutput()));
            table.fill(table.reserve(), StreamHandle.writing(2, settings.standardError()));
            calls.preopenRoot();
        } catch (IOException | RuntimeException e) {
            overlays.close();
            throw e;
        }
    }

    private static FileSystem newOverlays(Settings settings) {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                // "unix" tells the number of links.
                .setAttributeViews("basic", "unix")
                // It wants one byte at least, which is no block yet.
                .setMaxSize(Math.max(1, settings.scratchBytes()))
                .setMaxCacheSize(0)
                .setFileTimeSource(() -> FileTime.from(settings.clock().getAsLong(), TimeUnit.NANOSECONDS))
                .build());
    }

    private MountTable mountAll(Settings settings) throws IOException {
        Path empty = Files.createDirectory(overlays.getPath("/empty"));
        MountTable mounts = new MountTable(settings.root(), empty);
        mounts.addDevice("null", Device.nothing());
        mounts.addDevice("random", Device.random(settings.random()));
        mounts.addDevice("urandom", Device.random(settings.random()));
        settings.devices().forEach((name, output) -> mounts.addDevice(name, Device.sink(output)));
        Path scratch = settings.scratch();
        if (scratch == null) {
            Path own = Files.createDirectory(overlays.getPath(SCRATCH));
            mounts.mount(SCRATCH, own, false, false, NameQuota.of(settings.scratchNames()));
        } else {
            mounts.mount(SCRATCH, scratch, false, false, NameQuota.none());
        }
        for (Settings.MountRequest mount : settings.mounts()) {
            mounts.mount(mount.guestPath(), mount.directory(), mount.readOnly(), true, NameQuota.none());
        }
        return mounts;
    }

    /** {@return the guest's calls} */
    public Preview1 calls() {
        return calls;
    }

    /** {@return the files that the guest made or changed so far} */
    public Changes changes() {
        return vfs.changes().summary();
    }

    /** {@return exceptions of file systems, the first hundred} */
    public List<BackendFailure> failures() {
        return diagnostics.failures();
    }

    /**
     * Finds the guest's name of a path.
     *
     * @param path of any file system
     * @return the name, if the guest can see it
     */
    public Optional<String> guestPath(Path path) {
        return vfs.mounts().guestPath(path);
    }

    /**
     * Tells whether a read would block; nothing else ever does.
     *
     * @param fd an open file
     * @param write whether the guest wants to write
     * @return the answer
     */
    public Readiness readiness(int fd, boolean write) {
        try {
            Handle handle = table.get(fd);
            return write || handle.isReadable() ? Readiness.READY : Readiness.BLOCKED;
        } catch (ErrnoException e) {
            return Readiness.NOT_OPEN;
        } catch (EmbedderException e) {
            throw e.rethrow();
        }
    }

    /** Closes what the guest left open. Failures of that are kept, like others. */
    @Override
    public void close() {
        for (Handle handle : table.removeAll()) {
            closeQuietly(handle::close);
        }
        // Deleting them may have failed when they were closed: here is the last chance.
        for (Mount mount : vfs.mounts().all()) {
            for (Path hidden : mount.takeHidden()) {
                closeQuietly(() -> Files.deleteIfExists(hidden));
            }
            closeQuietly(mount.storage()::close);
        }
        closeQuietly(overlays::close);
    }

    private void closeQuietly(IoAction close) {
        try {
            close.run();
        } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
            Errno errno = ErrorMapping.errnoOf(e);
            diagnostics.keep(new BackendFailure("close", errno, e));
        }
    }
}
