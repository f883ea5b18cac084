package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens files: all of {@code path_open} but its pointers. */
final class Opening {
    private final Vfs vfs;
    private final FdTable table;

    Opening(Vfs vfs, FdTable table) {
        this.vfs = vfs;
        this.table = table;
    }

    /** Opens the guest's root under the next number, before the guest starts. */
    void preopenRoot() throws IOException {
        Node root = Node.at(
                vfs.mounts().rootMount(),
                vfs.mounts().rootMount().root(),
                vfs.mounts().top());
        long all = (1L << 30) - 1;
        OpenRequest request = new OpenRequest(true, 0, all, all, 0, all);
        table.fill(table.reserve(), openDirectory(root, request, "/"));
    }

    int open(OpenDirectory start, String path, OpenRequest request) throws IOException {
        synchronized (vfs) {
            PathWalk.Last last = request.isExclusive()
                    ? PathWalk.Last.KEEP
                    : request.follow() ? PathWalk.Last.FOLLOW : PathWalk.Last.NOFOLLOW;
            Target target = PathWalk.walk(start, path, last);
            requireFit(target, request);
            requireWritable(target, request);
            int fd = table.reserve();
            try {
                table.fill(fd, openTarget(target, request));
                return fd;
            } catch (IOException | RuntimeException | Error e) {
                table.giveBack(fd);
                throw e;
            }
        }
    }

    private static void requireFit(Target target, OpenRequest request) throws ErrnoException {
        Node node = target.node();
        if (node == null) {
            require(request.creates(), Errno.NOENT);
            require(!target.slash(), Errno.ISDIR);
            return;
        }
        require(!request.isExclusive(), Errno.EXIST);
        require(!node.isLink(), request.wantsDirectory() ? Errno.NOTDIR : Errno.LOOP);
        require(node.isDirectory() || !(target.slash() || request.wantsDirectory()), Errno.NOTDIR);
        boolean changes = request.writes() || request.creates() || request.truncates();
        require(!node.isDirectory() || !changes, Errno.ISDIR);
        // A pipe or socket of the host could block for ever.
        require(node.type() != FileType.UNKNOWN, Errno.NOTSUP);
    }

    private static void require(boolean condition, Errno errno) throws ErrnoException {
        if (!condition) {
            throw new ErrnoException(errno);
        }
    }

    private static void requireWritable(Target target, OpenRequest request) throws ErrnoException {
        Node node = target.node();
        if (node == null) {
            target.parent().mount().requireWritable();
        } else if (node.device() == null && (request.writes() || request.truncates())) {
            node.mount().requireWritable();
        }
    }

    private Handle openTarget(Target target, OpenRequest request) throws IOException {
        Node node = target.node();
        if (node == null) {
            return create(target, request);
        }
        if (node.isDirectory()) {
            return openDirectory(node, request, null);
        }
        Device device = node.device();
        if (device != null) {
            return new DeviceHandle(device, node.stat(vfs.inodes()), request.fileRights(), request.fdFlags());
        }
        Set<OpenOption> options = request.options();
        SeekableByteChannel channel = node.mount().storage().open(node.path(), options);
        RegularFile file = openFile(node, channel, options, request);
        if (request.truncates()) {
            truncate(file);
        }
        return file;
    }

    private Handle openDirectory(Node node, OpenRequest request, @Nullable String preopenName) {
        Inode inode = vfs.inodes().acquire(node.path(), node.attributesOrFail());
        return new OpenDirectory(
                vfs, node, inode, request.directoryRights(), request.inheriting(), request.fdFlags(), preopenName);
    }

    private Handle create(Target target, OpenRequest request) throws IOException {
        Mount mount = target.parent().mount();
        Path path = target.newPath();
        RegularFile file = vfs.create(mount, path, name -> createFile(mount, name, request));
        vfs.changes().created(mount, path);
        return file;
    }

    private RegularFile createFile(Mount mount, Path path, OpenRequest request) throws IOException {
        // Without WRITE, some file systems ignore that the file shall be created.
        Set<OpenOption> creating = new HashSet<>(request.options());
        creating.add(StandardOpenOption.CREATE_NEW);
        creating.add(StandardOpenOption.WRITE);
        SeekableByteChannel channel = mount.storage().open(path, creating);
        try {
            return openFile(Node.at(mount, path, null), channel, creating, request);
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, channel);
            // It was not there before, and a call that fails changes nothing.
            closeAfter(e, () -> mount.storage().delete(path));
            throw e;
        }
    }

    private RegularFile openFile(Node node, SeekableByteChannel channel, Set<OpenOption> opened, OpenRequest request) {
        Mount mount = node.mount();
        Inode inode = vfs.inodes().acquire(node.path(), node.attributesOrFail());
        FileContent content = new FileContent(inode, mount, channel, opened, request.options());
        return new RegularFile(vfs, mount, inode, content, request);
    }

    private static void truncate(RegularFile file) throws IOException {
        try {
            file.truncate();
        } catch (IOException | RuntimeException | Error e) {
            closeAfter(e, file::close);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, Closeable resource) {
        try {
            resource.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
