package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.BackendFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.LongSupplier;

/** What the operations of one bridge share. Its monitor is the lock of the namespace: who changes or walks names holds it. */
final class Vfs {
    private final MountTable mounts;
    private final Guard guard;
    private final LongSupplier clock;
    private final Diagnostics diagnostics;
    private final InodeTable inodes = new InodeTable();
    private final ChangeLog changes = new ChangeLog();

    Vfs(MountTable mounts, Guard guard, LongSupplier clock, Diagnostics diagnostics) {
        this.mounts = mounts;
        this.guard = guard;
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    MountTable mounts() {
        return mounts;
    }

    Guard guard() {
        return guard;
    }

    LongSupplier clock() {
        return clock;
    }

    InodeTable inodes() {
        return inodes;
    }

    ChangeLog changes() {
        return changes;
    }

    /** Makes something that has a name. */
    @FunctionalInterface
    interface Creation<T> {
        T make(Path name) throws IOException;
    }

    /** Makes a new name, if the embedder does not mind and there is room. */
    <T> T create(Mount mount, Path name, Creation<T> creation) throws IOException {
        guard.beforeCreate(mount.guestPathOf(name));
        mount.names().take();
        try {
            return creation.make(name);
        } catch (IOException | RuntimeException | Error e) {
            mount.names().giveBack();
            throw e;
        }
    }

    /** Ends one use of an inode, and deletes a hidden file when that was the last. */
    synchronized void release(Mount mount, Inode inode) {
        Path hidden = inode.hidingPlace();
        if (inodes.release(inode) && hidden != null) {
            try {
                mount.storage().unseenIn(mount.root(), () -> mount.storage().delete(hidden));
                mount.forgetHidden(hidden);
            } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
                // For the guest the file was gone long ago: what is left stays hidden, and is the embedder's matter.
                diagnostics.keep(new BackendFailure("fd_close", ErrorMapping.errnoOf(e), e));
            }
        }
    }

    /** A node with the attributes that it has once what was written through open files shows. */
    Node settled(Node node) throws IOException {
        BasicFileAttributes attributes = node.attributes();
        if (attributes == null || node.mount().capabilities().keepsToPosix()) {
            return node;
        }
        Inode inode = inodes.find(node.path(), attributes);
        return inode != null && inode.settle() ? Node.at(node.mount(), node.path(), node.point()) : node;
    }

    synchronized void setTimes(Mount mount, Inode inode, Times times) throws IOException {
        mount.requireWritable();
        if (!times.isEmpty() && !inode.keepTimes(times)) {
            inode.settle();
            times.applyTo(mount, inode.path());
        }
    }
}
