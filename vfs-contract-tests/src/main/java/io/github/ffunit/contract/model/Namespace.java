package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The tree of names: the root with {@code /tmp} and {@code /dev} mounted on it, and the calls that change names. */
final class Namespace {
    private static final long SCRATCH_BYTES = 1L << 30;

    private final ModelOptions options;
    private final DirectoryInode root;
    private long lastInode;

    Namespace(ModelOptions options, LongSupplier clock) {
        this.options = options;
        Disk disk = new Disk(1, clock, !options.writable(), Long.MAX_VALUE);
        root = newDirectory(disk, options.folding());
        root.named();
        DirectoryInode devices = newDirectory(new Disk(2, clock, true, 0), UnaryOperator.identity());
        devices.add("null", new DeviceInode(devices.disk(), ++lastInode, false));
        devices.add("random", new DeviceInode(devices.disk(), ++lastInode, true));
        devices.add("urandom", new DeviceInode(devices.disk(), ++lastInode, true));
        root.add("dev", devices);
        root.add("tmp", newDirectory(new Disk(3, clock, false, SCRATCH_BYTES), UnaryOperator.identity()));
    }

    private DirectoryInode newDirectory(Disk disk, UnaryOperator<String> folding) {
        return new DirectoryInode(disk, ++lastInode, folding);
    }

    DirectoryInode root() {
        return root;
    }

    /** The root, or what is mounted on it: its name is not for the guest to change. */
    private boolean isMount(Inode inode) {
        return inode == root
                || (inode instanceof DirectoryInode && inode.disk() != root.disk() && isMountedOnRoot(inode));
    }

    private boolean isMountedOnRoot(Inode inode) {
        return inode == root.child("tmp") || inode == root.child("dev");
    }

    FileInode createFile(Place place) {
        FileInode file = new FileInode(place.parent().disk(), ++lastInode);
        add(place, file);
        return file;
    }

    private void add(Place place, Inode inode) {
        place.parent().add(place.name(), inode);
    }

    void makeDirectory(DirectoryInode start, String path) {
        Place place = Walk.of(start, path, Walk.Last.KEEP);
        Refusal.unless(place.inode() == null, Errno.EXIST, "I01");
        place.parent().disk().requireWritable("I09");
        add(place, newDirectory(place.parent().disk(), place.parent().folding()));
    }

    void makeLink(DirectoryInode start, String path, String text) {
        Place place = Walk.of(start, path, Walk.Last.KEEP);
        place.requireFree("K08");
        Disk disk = place.parent().disk();
        disk.requireWritable("I09");
        boolean here = disk == root.disk();
        Refusal.unless(options.links() || !here, Errno.NOTSUP, "K06");
        // What is not the subject's, is an in-memory file system with links of its own.
        String stored = here ? options.stored(text) : String.join("/", Walk.namesOf(text));
        add(place, new LinkInode(disk, ++lastInode, stored));
    }

    /** What the host puts under a free name, whatever it says. */
    void hostLink(String name, String text) {
        root.add(name, new LinkInode(root.disk(), ++lastInode, text));
    }

    void removeDirectory(DirectoryInode start, String path) {
        Place place = Walk.of(start, path, Walk.Last.KEEP);
        Refusal.unless(!place.name().equals("."), Errno.INVAL, "I05");
        Refusal.unless(!place.name().equals(".."), Errno.NOTEMPTY, "I05");
        Inode found = place.existing("I03");
        if (!(found instanceof DirectoryInode directory)) {
            throw new Refusal(Errno.NOTDIR, "I04");
        }
        Refusal.unless(!isMount(found), Errno.BUSY, "I05");
        Refusal.unless(directory.isEmpty(), Errno.NOTEMPTY, "I03");
        found.disk().requireWritable("I09");
        place.parent().remove(place.name());
    }

    void unlink(DirectoryInode start, String path) {
        Place place = Walk.of(start, path, Walk.Last.KEEP);
        Inode found = place.existing("I06");
        Refusal.unless(!place.isDots(), Errno.ISDIR, "I07");
        Refusal.unless(!isMount(found), Errno.BUSY, "M06");
        Refusal.unless(found.type() != FileType.DIRECTORY, Errno.ISDIR, "I07");
        Refusal.unless(!place.slash(), Errno.NOTDIR, "I06");
        found.disk().requireWritable(found instanceof DeviceInode ? "M06" : "I09");
        place.parent().remove(place.name());
    }

    void link(DirectoryInode start, String path, DirectoryInode newStart, String newPath) {
        Inode source = Walk.of(start, path, Walk.Last.KEEP).asSpelt("K02");
        Place place = Walk.of(newStart, newPath, Walk.Last.KEEP);
        Refusal.unless(!(source instanceof DirectoryInode), Errno.PERM, "K03");
        place.requireFree("K02");
        requireOneWritableDisk(source, place);
        if (source.disk() == root.disk()) {
            Refusal.unless(options.hardLinks(), Errno.NOTSUP, "K05");
        }
        if (source instanceof LinkInode) {
            // /tmp is an in-memory file system that links regular files only.
            boolean possible = source.disk() == root.disk() && options.hardLinksToLinks();
            Refusal.unless(possible, Errno.NOTSUP, "K04");
        }
        add(place, source);
    }

    private static void requireOneWritableDisk(Inode source, Place target) {
        source.disk().requireWritable("J12");
        target.parent().disk().requireWritable("J12");
        Refusal.unless(source.disk() == target.parent().disk(), Errno.XDEV, "J11");
    }

    void rename(DirectoryInode start, String path, DirectoryInode newStart, String newPath) {
        Place from = Walk.of(start, path, Walk.Last.KEEP);
        Place to = Walk.of(newStart, newPath, Walk.Last.KEEP);
        Refusal.unless(!from.isDots() && !to.isDots(), Errno.BUSY, "J08");
        Inode source = from.asSpelt("J06");
        Inode target = to.inode();
        Refusal.unless(!isMount(source) && (target == null || !isMount(target)), Errno.BUSY, "M06");
        requireFit(source, to);
        requireOneWritableDisk(source, to);
        if (source == target) {
            return;
        }
        source.named();
        from.parent().remove(from.name());
        if (target != null) {
            to.parent().remove(to.name());
        }
        add(to, source);
        source.unnamed();
        if (source instanceof DirectoryInode && from.parent() != to.parent()) {
            // Its ".." is another one now; some file systems call that a change.
            source.modified(source.modified().perhapsMoved());
        }
    }

    private static void requireFit(Inode source, Place to) {
        Inode target = to.inode();
        if (source instanceof DirectoryInode directory) {
            Refusal.unless(!directory.holds(to.parent()), Errno.INVAL, "J05");
            if (target == null || target == source) {
                return;
            }
            if (!(target instanceof DirectoryInode replaced)) {
                throw new Refusal(Errno.NOTDIR, "J04");
            }
            Refusal.unless(replaced.isEmpty(), Errno.NOTEMPTY, "J03");
        } else {
            Refusal.unless(!(target instanceof DirectoryInode), Errno.ISDIR, "J04");
            Refusal.unless(!to.slash(), Errno.NOTDIR, "J09");
        }
    }
}
