package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.FileType;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A directory: names, each as it was first spelt, with what they lead to. */
final class DirectoryInode extends Inode {
    private final UnaryOperator<String> folding;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /** A name as it was spelt, and what has it. */
    record Entry(String name, Inode inode) {}

    /**
     * @param folding makes the names equal that the file system takes for one
     */
    DirectoryInode(Disk disk, long number, UnaryOperator<String> folding) {
        super(disk, number);
        this.folding = folding;
    }

    @Override
    FileType type() {
        return FileType.DIRECTORY;
    }

    @Override
    long size() {
        return 0;
    }

    UnaryOperator<String> folding() {
        return folding;
    }

    Iterable<Entry> entries() {
        return entries.values();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    @Nullable
    Inode child(String name) {
        Entry entry = entries.get(folding.apply(name));
        return entry == null ? null : entry.inode();
    }

    void add(String name, Inode inode) {
        entries.put(folding.apply(name), new Entry(name, inode));
        inode.named();
        touch();
    }

    void remove(String name) {
        Entry entry = entries.remove(folding.apply(name));
        if (entry != null) {
            entry.inode().unnamed();
            touch();
        }
    }

    /** Whether a directory is this one or below it. */
    boolean holds(DirectoryInode other) {
        if (other == this) {
            return true;
        }
        for (Entry entry : entries.values()) {
            if (entry.inode() instanceof DirectoryInode below && below.holds(other)) {
                return true;
            }
        }
        return false;
    }
}
