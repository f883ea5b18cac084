package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** The calls that make, look at and remove names. Each holds the lock of the namespace. */
final class Names {
    private final Vfs vfs;

    Names(Vfs vfs) {
        this.vfs = vfs;
    }

    FileStat stat(OpenDirectory start, String path, boolean follow) throws IOException {
        synchronized (vfs) {
            Node node = walk(start, path, follow).existingAsSpelt();
            return vfs.settled(node).stat(vfs.inodes());
        }
    }

    void setTimes(OpenDirectory start, String path, boolean follow, Times times) throws IOException {
        synchronized (vfs) {
            Node node = walk(start, path, follow).existingAsSpelt();
            node.mount().requireWritable();
            if (!times.isEmpty()) {
                times.applyTo(node.mount(), vfs.settled(node).path());
            }
        }
    }

    private static Target walk(OpenDirectory start, String path, boolean follow) throws IOException {
        return PathWalk.walk(start, path, follow ? PathWalk.Last.FOLLOW : PathWalk.Last.NOFOLLOW);
    }

    String readLink(OpenDirectory start, String path) throws IOException {
        synchronized (vfs) {
            Target target = PathWalk.walk(start, path, PathWalk.Last.KEEP);
            Node node = target.existingAsSpelt();
            if (!node.isLink()) {
                throw new ErrnoException(Errno.INVAL);
            }
            return node.linkText();
        }
    }

    void createDirectory(OpenDirectory start, String path) throws IOException {
        synchronized (vfs) {
            Target target = PathWalk.walk(start, path, PathWalk.Last.KEEP);
            if (target.exists()) {
                throw new ErrnoException(Errno.EXIST);
            }
            create(target, target.parent().mount().storage()::createDirectory);
        }
    }

    void createLink(OpenDirectory start, String path, String text) throws IOException {
        synchronized (vfs) {
            Target target = PathWalk.walk(start, path, PathWalk.Last.KEEP);
            requireNew(target);
            Path name = create(target, link -> target.parent()
                    .mount()
                    .storage()
                    .createSymbolicLink(link, link.getFileSystem().getPath(text)));
            vfs.changes().created(target.parent().mount(), name);
        }
    }

    /** Gives a file a second name. */
    void link(OpenDirectory start, String path, OpenDirectory newStart, String newPath) throws IOException {
        synchronized (vfs) {
            Node source = PathWalk.walk(start, path, PathWalk.Last.KEEP).existingAsSpelt();
            Target target = PathWalk.walk(newStart, newPath, PathWalk.Last.KEEP);
            if (source.isDirectory()) {
                throw new ErrnoException(Errno.PERM);
            }
            requireNew(target);
            source.mount().requireWritable();
            target.parent().mount().requireWritable();
            if (source.mount() != target.parent().mount()) {
                throw new ErrnoException(Errno.XDEV);
            }
            Storage storage = source.mount().storage();
            Path directory = target.parent().path();
            Path name = create(
                    target,
                    link -> source.isLink()
                            ? linkTheLink(storage, source.path(), directory, link)
                            : storage.createLink(link, source.path()));
            vfs.inodes().find(name, source.attributesOrFail());
            vfs.changes().created(source.mount(), name);
        }
    }

    /** Many file systems follow a link here, or refuse: then there is no second name, and its directory is as it was. */
    private static Path linkTheLink(Storage storage, Path source, Path directory, Path name) throws IOException {
        FileTime before = storage.attributes(directory).lastModifiedTime();
        try {
            storage.createLink(name, source);
        } catch (IOException | UnsupportedOperationException e) {
            ErrnoException unsupported = new ErrnoException(Errno.NOTSUP);
            unsupported.initCause(e);
            throw unsupported;
        }
        boolean linked = false;
        try {
            linked = storage.attributes(name).isSymbolicLink();
        } finally {
            if (!linked) {
                takeBack(storage, name);
                storage.setTimes(directory, before, null);
            }
        }
        if (!linked) {
            throw new ErrnoException(Errno.NOTSUP);
        }
        return name;
    }

    /** Removes a name that is not what it should be; tries twice, since left alone it would be another file's. */
    private static void takeBack(Storage storage, Path name) throws IOException {
        try {
            storage.delete(name);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            try {
                storage.delete(name);
            } catch (IOException | RuntimeException again) {
                e.addSuppressed(again);
                throw e;
            }
        }
    }

    /** Demands that a name for a file is free. */
    private static void requireNew(Target target) throws ErrnoException {
        Node found = target.node();
        if (found != null) {
            boolean directoryWanted = target.slash() && !found.isDirectory();
            throw new ErrnoException(directoryWanted ? Errno.NOTDIR : Errno.EXIST);
        }
        if (target.slash()) {
            throw new ErrnoException(Errno.NOENT);
        }
    }

    private Path create(Target target, Vfs.Creation<Path> creation) throws IOException {
        Mount mount = target.parent().mount();
        Path name = target.newPath();
        mount.requireWritable();
        return vfs.create(mount, name, creation);
    }

    void removeDirectory(OpenDirectory start, String path) throws IOException {
        synchronized (vfs) {
            Target target = PathWalk.walk(start, path, PathWalk.Last.KEEP);
            if (target.isDot() || target.isDotDot()) {
                throw new ErrnoException(target.isDot() ? Errno.INVAL : Errno.NOTEMPTY);
            }
            Node node = target.existing();
            if (!node.isDirectory()) {
                throw new ErrnoException(Errno.NOTDIR);
            }
            if (node.holdsMount()) {
                throw new ErrnoException(Errno.BUSY);
            }
            node.requireEmpty();
            node.mount().requireWritable();
            new Unlinking(vfs, node).delete();
        }
    }

    void unlink(OpenDirectory start, String path) throws IOException {
        synchronized (vfs) {
            Target target = PathWalk.walk(start, path, PathWalk.Last.KEEP);
            Node node = target.existing();
            if (node.isMountRoot()) {
                throw new ErrnoException(target.isDot() || target.isDotDot() ? Errno.ISDIR : Errno.BUSY);
            }
            if (node.isDirectory()) {
                throw new ErrnoException(Errno.ISDIR);
            }
            if (target.slash()) {
                throw new ErrnoException(Errno.NOTDIR);
            }
            node.mount().requireWritable();
            new Unlinking(vfs, node).delete();
            vfs.changes().removed(node.mount(), node.path());
        }
    }
}
