package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.FileType;

/** A file of any type: it lives while it has a name or is open. */
abstract sealed class Inode permits FileInode, DirectoryInode, LinkInode, DeviceInode {
    private final Disk disk;
    private final long number;
    private int names;
    private int users;
    private Stamp accessed = Stamp.FIRST;
    private Stamp modified = Stamp.FIRST;

    Inode(Disk disk, long number) {
        this.disk = disk;
        this.number = number;
    }

    abstract FileType type();

    abstract long size();

    /** How many bytes of its disk it takes. */
    long room() {
        return 0;
    }

    final Disk disk() {
        return disk;
    }

    final long number() {
        return number;
    }

    final int names() {
        return names;
    }

    final boolean isAlive() {
        return names > 0 || users > 0;
    }

    final void named() {
        names++;
    }

    final void unnamed() {
        names--;
        giveUpIfDead();
    }

    final void used() {
        users++;
    }

    final void unused() {
        users--;
        giveUpIfDead();
    }

    private void giveUpIfDead() {
        if (!isAlive()) {
            disk.use(-room());
        }
    }

    final Stamp accessed() {
        return accessed;
    }

    final Stamp modified() {
        return modified;
    }

    final void accessed(Stamp stamp) {
        accessed = stamp;
    }

    final void modified(Stamp stamp) {
        modified = stamp;
    }

    /** Its content changes; some file systems call that an access too. */
    final void touch() {
        accessed = accessed.perhapsMoved();
        modified = modified.moved(disk.now());
    }
}
