package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of some file system that the guest sees under a name of its own. */
final class Mount {
    private static final String HIDDEN_PREFIX = ".ffunit-unlinked-";

    private final String guestPath;
    private final Path directory;
    private final Path root;
    private final boolean readOnly;
    private final boolean tracked;
    private final long device;
    private final NameQuota names;
    private final Capabilities capabilities;
    private final Storage storage;
    private final ChildPaths childPaths;
    private final Set<Path> hidden = ConcurrentHashMap.newKeySet();
    private int hiddenSoFar;

    /**
     * @param guestPath absolute, without a slash at its end; empty for the root
     * @param tracked whether changes here count as the guest's results
     */
    Mount(String guestPath, Path directory, boolean readOnly, boolean tracked, long device, NameQuota names)
            throws IOException {
        this.guestPath = guestPath;
        this.directory = directory.toAbsolutePath().normalize();
        this.root = directory.toRealPath();
        this.capabilities = Capabilities.of(root);
        this.storage = Storage.of(root, capabilities);
        this.childPaths = new ChildPaths(root.getFileSystem());
        this.readOnly = readOnly || capabilities.readOnly();
        this.tracked = tracked;
        this.device = device;
        this.names = names;
    }

    Path root() {
        return root;
    }

    FileSystem fileSystem() {
        return root.getFileSystem();
    }

    boolean tracked() {
        return tracked;
    }

    long device() {
        return device;
    }

    void requireWritable() throws ErrnoException {
        if (readOnly) {
            throw new ErrnoException(Errno.ROFS);
        }
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /** How the names in it are used: all calls on paths of this mount go there. */
    Storage storage() {
        return storage;
    }

    ChildPaths childPaths() {
        return childPaths;
    }

    NameQuota names() {
        return names;
    }

    /** Names of a file; 1 where the file system does not tell. */
    long links(Path path, BasicFileAttributes attributes) throws IOException {
        return capabilities.countsLinks() ? storage.links(path, attributes) : 1;
    }

    /** The guest's name of a path below {@link #root}. */
    String guestPathOf(Path path) {
        return guestPath + join(root.relativize(path));
    }

    /** The guest's name of a path that the embedder spells as it spelt the mounted directory. */
    String guestPathOfHostPath(Path path) {
        return guestPath + join(directory.relativize(path));
    }

    boolean holdsHostPath(Path path) {
        return path.getFileSystem().equals(directory.getFileSystem()) && path.startsWith(directory);
    }

    int depth() {
        return directory.getNameCount();
    }

    /** A path below {@link #root} as the embedder would spell it. */
    Path hostPath(Path path) {
        return directory.resolve(root.relativize(path));
    }

    private static String join(Path relative) {
        StringBuilder text = new StringBuilder();
        for (Path name : relative) {
            if (!name.toString().isEmpty()) {
                text.append('/').append(name);
            }
        }
        return text.toString();
    }

    /** A new name for a file that must vanish while it is open, on file systems that cannot delete it yet. */
    synchronized Path newHidingPlace() {
        Path place = root.resolve(HIDDEN_PREFIX + hiddenSoFar++);
        hidden.add(place);
        return place;
    }

    boolean hides(Path path) {
        return hidesFiles() && hidden.contains(path);
    }

    boolean hidesFiles() {
        return !hidden.isEmpty();
    }

    void forgetHidden(Path path) {
        hidden.remove(path);
    }

    /** Returns what is hidden still, in order, and forgets it. */
    List<Path> takeHidden() {
        List<Path> left = hidden.stream().sorted().toList();
        hidden.clear();
        return left;
    }
}
