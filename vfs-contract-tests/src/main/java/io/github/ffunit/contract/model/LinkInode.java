package io.github.ffunit.contract.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.FileType;

/** A symbolic link. */
final class LinkInode extends Inode {
    private final String text;

    LinkInode(Disk disk, long number, String text) {
        super(disk, number);
        this.text = text;
    }

    @Override
    FileType type() {
        return FileType.SYMBOLIC_LINK;
    }

    @Override
    long size() {
        return text.getBytes(UTF_8).length;
    }

    String text() {
        return text;
    }
}
