package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.FileType;

/** A device: one that is always empty, or one that is never. */
final class DeviceInode extends Inode {
    private final boolean random;

    DeviceInode(Disk disk, long number, boolean random) {
        super(disk, number);
        this.random = random;
    }

    @Override
    FileType type() {
        return FileType.CHARACTER_DEVICE;
    }

    @Override
    long size() {
        return 0;
    }

    boolean isRandom() {
        return random;
    }
}
