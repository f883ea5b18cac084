package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a path of the guest leads to.
 *
 * @param mount where it lies
 * @param path its name in the file system; for a device, that of the directory it is shown in
 * @param attributes as they were found; null for devices, and where a walk starts
 * @param point set if a mount or a device lies here or below
 */
record Node(
        Mount mount,
        Path path,
        FileType type,
        @Nullable BasicFileAttributes attributes,
        @Nullable MountPoint point) {

    static Node at(Mount mount, Path path, @Nullable MountPoint point) throws IOException {
        BasicFileAttributes found = mount.storage().attributes(path);
        return new Node(mount, path, typeOf(found), found, point);
    }

    /** The child of a directory; null if there is none. */
    @Nullable
    Node child(String name) throws IOException {
        return child(name, null);
    }

    /**
     * The same, with less to do.
     *
     * @param known its path, as a listing gave it; null to make and check it
     */
    @Nullable
    Node child(String name, @Nullable Path known) throws IOException {
        MountPoint below = point == null ? null : point.child(name);
        if (below != null && below.mount() != null) {
            return at(below.mount(), below.mount().root(), below);
        }
        if (below != null && below.device() != null) {
            return new Node(mount, path, FileType.CHARACTER_DEVICE, null, below);
        }
        Path child = known == null ? childPath(name) : known;
        if (mount.hides(child)) {
            return null;
        }
        try {
            return at(mount, child, below);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    Path childPath(String name) throws ErrnoException {
        return mount.childPaths().of(path, name);
    }

    boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    boolean isLink() {
        return type == FileType.SYMBOLIC_LINK;
    }

    /** The attributes of what is not a device. */
    BasicFileAttributes attributesOrFail() {
        return Objects.requireNonNull(attributes, "a device has no attributes");
    }

    @Nullable
    Device device() {
        return point == null ? null : point.device();
    }

    /** Whether something is mounted here or below: then the name cannot change. */
    boolean holdsMount() {
        return point != null && point.device() == null;
    }

    boolean isMountRoot() {
        return point != null && point.mount() == mount && path.equals(mount.root());
    }

    /** The text of a symbolic link, with the guest's separators. */
    String linkText() throws IOException {
        String text = mount.storage().readSymbolicLink(path).toString();
        String separator = mount.fileSystem().getSeparator();
        return separator.equals("/") ? text : text.replace(separator, "/");
    }

    void requireEmpty() throws IOException {
        try (DirectoryStream<Path> entries = mount.storage().list(path)) {
            for (Path entry : entries) {
                if (!mount.hides(path.resolve(entry.getFileName()))) {
                    throw new ErrnoException(Errno.NOTEMPTY);
                }
            }
        }
    }

    /** The inode number: never 0, the same for all names of a file. */
    long inode(InodeTable inodes) {
        if (attributes == null) {
            return point == null ? 0 : point.deviceNumber();
        }
        return inodes.numberOf(path, attributes);
    }

    FileStat stat(InodeTable inodes) throws IOException {
        BasicFileAttributes found = attributes;
        if (found == null) {
            return FileStat.ofDevice(mount.device(), inode(inodes));
        }
        long modified = FileStat.nanos(found.lastModifiedTime());
        return new FileStat(
                mount.device(),
                inode(inodes),
                type,
                links(found, inodes),
                sizeOf(found),
                FileStat.nanos(found.lastAccessTime()),
                modified,
                // No portable attribute holds the change time, and some file systems give the creation time for it.
                modified);
    }

    /** The names that a guest knows: one that hides an open file is none. */
    private long links(BasicFileAttributes found, InodeTable inodes) throws IOException {
        long links = mount.links(path, found);
        return mount.hidesFiles() && links > 1 && inodes.isHidden(path, found) ? links - 1 : links;
    }

    private long sizeOf(BasicFileAttributes found) throws IOException {
        // Few file systems know the size of a link; those of Unix do, and reading the text would move its time of
        // access.
        boolean known = !isLink() || (mount.capabilities().keepsToPosix() && found.size() > 0);
        return known ? Math.max(0, found.size()) : linkText().getBytes(StandardCharsets.UTF_8).length;
    }

    private static FileType typeOf(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return FileType.REGULAR_FILE;
        }
        if (attributes.isDirectory()) {
            return FileType.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? FileType.SYMBOLIC_LINK : FileType.UNKNOWN;
    }
}
