package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.FileType;

/** A regular file. */
final class FileInode extends Inode {
    private final Content content = new Content();

    FileInode(Disk disk, long number) {
        super(disk, number);
    }

    @Override
    FileType type() {
        return FileType.REGULAR_FILE;
    }

    @Override
    long size() {
        return content.size();
    }

    @Override
    long room() {
        return size();
    }

    Content content() {
        return content;
    }
}
