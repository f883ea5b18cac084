package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A guest that speaks Java. Methods that return a value fail with an {@link AssertionError} unless the call succeeds;
 * {@code try…} methods return the errno. Where no directory is given, paths start at {@link #ROOT}. Serves one thread.
 */
final class Guest extends GuestDescriptors {
    static final int ROOT = 3;
    static final long READ = Rights.FD_READ;
    static final long WRITE = Rights.FD_WRITE;
    static final int CREAT = Flags.OPEN_CREAT;
    static final int DIRECTORY = Flags.OPEN_DIRECTORY;
    static final int EXCL = Flags.OPEN_EXCL;
    static final int TRUNC = Flags.OPEN_TRUNC;
    static final int APPEND = Flags.FD_APPEND;
    static final int FOLLOW = Flags.LOOKUP_SYMLINK_FOLLOW;
    static final int NOFOLLOW = 0;

    private static final long ALL_RIGHTS = (1L << 30) - 1;

    Guest(Wasi1 wasi) {
        super(wasi);
    }

    Guest(VfsBridge bridge) {
        this(new BridgeWasi1(bridge));
    }

    static Errno errno(int code) {
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.code() == code)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("errno [%d] is none that file calls answer with".formatted(code)));
    }

    // ---- opening

    Errno tryOpen(int dir, byte[] path, int lookup, int openFlags, long rights, int fdFlags) {
        return take(wasi().pathOpen(dir, lookup, path, openFlags, rights, ALL_RIGHTS, fdFlags));
    }

    Errno tryOpen(int dir, String path, int lookup, int openFlags, long rights, int fdFlags) {
        return tryOpen(dir, bytes(path), lookup, openFlags, rights, fdFlags);
    }

    Errno tryOpen(String path, int openFlags, long rights) {
        return tryOpen(ROOT, path, FOLLOW, openFlags, rights, 0);
    }

    int open(int dir, String path, int lookup, int openFlags, long rights, int fdFlags) {
        succeed("path_open of " + path, tryOpen(dir, path, lookup, openFlags, rights, fdFlags));
        return taken(Integer.class);
    }

    int openAt(int dir, String path, int openFlags, long rights) {
        return open(dir, path, FOLLOW, openFlags, rights, 0);
    }

    int open(String path, int openFlags, long rights) {
        return openAt(ROOT, path, openFlags, rights);
    }

    int open(String path, int openFlags, long rights, int fdFlags) {
        return open(ROOT, path, FOLLOW, openFlags, rights, fdFlags);
    }

    int create(String path) {
        return open(path, CREAT, READ | WRITE);
    }

    int openDirectory(String path) {
        return open(path, DIRECTORY, 0);
    }

    void createFile(String path, String content) {
        createFile(path, bytes(content));
    }

    void createFile(String path, byte[] content) {
        int fd = open(path, CREAT | TRUNC, READ | WRITE);
        int written = write(fd, content);
        if (written != content.length) {
            throw new AssertionError("%s took %d of %d bytes".formatted(path, written, content.length));
        }
        close(fd);
    }

    // ---- transfers

    String readAll(String path) {
        return new String(readAllBytes(path), UTF_8);
    }

    byte[] readAllBytes(String path) {
        int fd = open(path, 0, READ);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part = readBytes(fd, 8192); part.length > 0; part = readBytes(fd, 8192)) {
            all.writeBytes(part);
        }
        close(fd);
        return all.toByteArray();
    }

    // ---- attributes

    /** What {@code filestat} holds; times in ns since 1970. */
    record Stat(long device, long inode, int type, long links, long size, long accessed, long modified, long changed) {}

    Errno tryStatAt(int dir, int lookup, byte[] path) {
        return take(wasi().pathFilestatGet(dir, lookup, path));
    }

    Errno tryStatAt(int dir, int lookup, String path) {
        return tryStatAt(dir, lookup, bytes(path));
    }

    Errno tryStat(String path, int lookup) {
        return tryStatAt(ROOT, lookup, path);
    }

    Errno tryStat(String path) {
        return tryStat(path, NOFOLLOW);
    }

    Stat statAt(int dir, int lookup, String path) {
        succeed("path_filestat_get of " + path, tryStatAt(dir, lookup, path));
        return takenStat();
    }

    Stat stat(String path) {
        return statAt(ROOT, NOFOLLOW, path);
    }

    Stat statFollowing(String path) {
        return statAt(ROOT, FOLLOW, path);
    }

    Errno trySetTimesAt(int dir, int lookup, byte[] path, long accessed, long modified, int flags) {
        return errno(wasi().pathFilestatSetTimes(dir, lookup, path, accessed, modified, flags));
    }

    Errno trySetTimes(String path, int lookup, long accessed, long modified, int flags) {
        return trySetTimesAt(ROOT, lookup, bytes(path), accessed, modified, flags);
    }

    record Fdstat(int type, int flags, long base, long inheriting) {}

    // ---- names

    Errno tryMkdirAt(int dir, byte[] path) {
        return errno(wasi().pathCreateDirectory(dir, path));
    }

    Errno tryMkdirAt(int dir, String path) {
        return tryMkdirAt(dir, bytes(path));
    }

    Errno tryMkdir(String path) {
        return tryMkdirAt(ROOT, path);
    }

    void mkdir(String path) {
        succeed("path_create_directory of " + path, tryMkdir(path));
    }

    Errno tryRmdirAt(int dir, byte[] path) {
        return errno(wasi().pathRemoveDirectory(dir, path));
    }

    Errno tryRmdirAt(int dir, String path) {
        return tryRmdirAt(dir, bytes(path));
    }

    Errno tryRmdir(String path) {
        return tryRmdirAt(ROOT, path);
    }

    void rmdir(String path) {
        succeed("path_remove_directory of " + path, tryRmdir(path));
    }

    Errno tryUnlinkAt(int dir, byte[] path) {
        return errno(wasi().pathUnlinkFile(dir, path));
    }

    Errno tryUnlinkAt(int dir, String path) {
        return tryUnlinkAt(dir, bytes(path));
    }

    Errno tryUnlink(String path) {
        return tryUnlinkAt(ROOT, path);
    }

    void unlink(String path) {
        succeed("path_unlink_file of " + path, tryUnlink(path));
    }

    Errno tryRenameAt(int dir, byte[] from, int newDir, byte[] to) {
        return errno(wasi().pathRename(dir, from, newDir, to));
    }

    Errno tryRenameAt(int dir, String from, int newDir, String to) {
        return tryRenameAt(dir, bytes(from), newDir, bytes(to));
    }

    Errno tryRename(String from, String to) {
        return tryRenameAt(ROOT, from, ROOT, to);
    }

    void rename(String from, String to) {
        succeed("path_rename of " + from, tryRename(from, to));
    }

    Errno tryLinkAt(int dir, int lookup, byte[] from, int newDir, byte[] to) {
        return errno(wasi().pathLink(dir, lookup, from, newDir, to));
    }

    Errno tryLinkAt(int dir, int lookup, String from, int newDir, String to) {
        return tryLinkAt(dir, lookup, bytes(from), newDir, bytes(to));
    }

    Errno tryLink(String from, String to) {
        return tryLinkAt(ROOT, NOFOLLOW, from, ROOT, to);
    }

    void link(String from, String to) {
        succeed("path_link of " + from, tryLink(from, to));
    }

    Errno trySymlinkAt(byte[] text, int dir, byte[] path) {
        return errno(wasi().pathSymlink(text, dir, path));
    }

    Errno trySymlinkAt(String text, int dir, String path) {
        return trySymlinkAt(bytes(text), dir, bytes(path));
    }

    Errno trySymlink(String text, String path) {
        return trySymlinkAt(text, ROOT, path);
    }

    void symlink(String text, String path) {
        succeed("path_symlink of " + path, trySymlink(text, path));
    }

    Errno tryReadlinkAt(int dir, byte[] path, int room) {
        return take(wasi().pathReadlink(dir, path, room));
    }

    Errno tryReadlinkAt(int dir, String path, int room) {
        return tryReadlinkAt(dir, bytes(path), room);
    }

    Errno tryReadlink(String path, int room) {
        return tryReadlinkAt(ROOT, path, room);
    }

    String readlink(String path, int room) {
        succeed("path_readlink of " + path, tryReadlink(path, room));
        return new String(takenBytes(), UTF_8);
    }

    // ---- directories

    record Entry(long next, long inode, int type, String name) {}

    List<String> names(String path) {
        int fd = openDirectory(path);
        List<String> names = list(fd, 4096).stream()
                .map(Entry::name)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .toList();
        close(fd);
        return names;
    }
}
