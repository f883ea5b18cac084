package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Renames: all types are checked before anything moves, since providers replace and lose more than they should. */
final class Renaming {
    private final Vfs vfs;

    Renaming(Vfs vfs) {
        this.vfs = vfs;
    }

    void rename(OpenDirectory start, String path, OpenDirectory newStart, String newPath) throws IOException {
        synchronized (vfs) {
            Target from = PathWalk.walk(start, path, PathWalk.Last.KEEP);
            Target to = PathWalk.walk(newStart, newPath, PathWalk.Last.KEEP);
            require(!from.isDot() && !from.isDotDot() && !to.isDot() && !to.isDotDot(), Errno.BUSY);
            Node source = from.existingAsSpelt();
            require(!source.holdsMount() && (to.node() == null || !to.node().holdsMount()), Errno.BUSY);
            requireFit(source, to);
            source.mount().requireWritable();
            to.parent().mount().requireWritable();
            require(source.mount() == to.parent().mount(), Errno.XDEV);
            if (!isSame(source, to.node())) {
                move(source, to);
            }
        }
    }

    private static void requireFit(Node source, Target to) throws IOException {
        Node target = to.node();
        boolean mayOverlap =
                source.isDirectory() && source.mount() == to.parent().mount();
        boolean intoItself = mayOverlap && to.parent().path().startsWith(source.path());
        require(!intoItself, Errno.INVAL);
        if (!source.isDirectory()) {
            require(target == null || !target.isDirectory(), Errno.ISDIR);
            require(!to.slash(), Errno.NOTDIR);
        } else if (target != null && !isSame(source, target)) {
            require(target.isDirectory(), Errno.NOTDIR);
            target.requireEmpty();
        }
    }

    /** Two names of one file: POSIX keeps both. */
    private static boolean isSame(Node source, @Nullable Node target) {
        if (target == null || source.mount() != target.mount() || source.attributes() == null) {
            return false;
        }
        Object key = source.attributes().fileKey();
        boolean sameKey = key != null && key.equals(target.attributesOrFail().fileKey());
        return sameKey || source.path().equals(target.path());
    }

    private void move(Node source, Target to) throws IOException {
        Mount mount = source.mount();
        Node replaced = to.node();
        Path newPath = replaced == null ? to.newPath() : replaced.path();
        if (replaced == null) {
            // What nobody looked at is not replaced, even if it is there: a look may have failed.
            mount.storage().move(source.path(), newPath);
        } else {
            replace(source, replaced);
        }
        vfs.inodes().moved(source.path(), newPath);
        vfs.changes().renamed(mount, source.path(), newPath, source.isDirectory());
    }

    private void replace(Node source, Node replaced) throws IOException {
        Unlinking victim = new Unlinking(vfs, replaced);
        try {
            moveFile(source.mount().storage(), source.path(), replaced.path());
            victim.done();
        } catch (IOException e) {
            victim.makeWay(e, () -> moveFile(source.mount().storage(), source.path(), replaced.path()));
        }
        if (!replaced.isDirectory()) {
            vfs.changes().removed(replaced.mount(), replaced.path());
        }
    }

    private static void moveFile(Storage storage, Path source, Path target) throws IOException {
        try {
            // Both: the JDK replaces atomically with the second alone, in-memory file systems need the first.
            storage.move(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            storage.move(source, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void require(boolean condition, Errno errno) throws ErrnoException {
        if (!condition) {
            throw new ErrnoException(errno);
        }
    }
}
