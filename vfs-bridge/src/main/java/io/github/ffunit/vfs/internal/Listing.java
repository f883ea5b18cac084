package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The entries of a directory at one moment, in the order of their names. A cookie is an index into it. */
final class Listing {
    private static final int HEADER_BYTES = 24;

    private final List<Entry> entries = new ArrayList<>();

    private Listing(long inode) {
        entries.add(new Entry(bytesOf("."), inode, FileType.DIRECTORY));
        // A guest cannot look at the parent of what it has open, so any number that is not 0 will do.
        entries.add(new Entry(bytesOf(".."), inode, FileType.DIRECTORY));
    }

    /** That of a removed directory. */
    static Listing dots(long inode) {
        return new Listing(inode);
    }

    static Listing of(Node directory, InodeTable inodes) throws IOException {
        Listing listing = new Listing(directory.stat(inodes).inode());
        for (Map.Entry<String, Optional<Path>> entry : names(directory).entrySet()) {
            Node child = directory.child(entry.getKey(), entry.getValue().orElse(null));
            if (child != null) {
                listing.entries.add(new Entry(bytesOf(entry.getKey()), child.inode(inodes), child.type()));
            }
        }
        return listing;
    }

    /** With the paths of those that are names in the file system itself. */
    private static SortedMap<String, Optional<Path>> names(Node directory) throws IOException {
        SortedMap<String, Optional<Path>> names = new TreeMap<>();
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        try (DirectoryStream<Path> children = directory.mount().storage().list(directory.path())) {
            for (Path child : children) {
                Path last = child.getFileName();
                String name = last.toString();
                if (encoder.canEncode(name)) {
                    names.put(name, Optional.of(directory.path().resolve(last)));
                }
            }
        }
        MountPoint point = directory.point();
        if (point != null) {
            point.children().forEach((name, below) -> {
                if (below.isOccupied()) {
                    names.putIfAbsent(name, Optional.empty());
                }
            });
        }
        return names;
    }

    /** Fills a buffer as far as it goes, be it in the middle of an entry; returns how many bytes. */
    int store(GuestMemory memory, int buffer, int length, long cookie) {
        ByteBuffer target = memory.window(buffer, length);
        int start = target.position();
        for (long i = cookie; i < entries.size() && target.hasRemaining(); i++) {
            Entry entry = entries.get((int) i);
            put(target, entry.header(i + 1));
            put(target, entry.name);
        }
        return target.position() - start;
    }

    private static void put(ByteBuffer target, byte[] bytes) {
        target.put(bytes, 0, Math.min(bytes.length, target.remaining()));
    }

    private static byte[] bytesOf(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Entry {
        private final byte[] name;
        private final long inode;
        private final FileType type;

        Entry(byte[] name, long inode, FileType type) {
            this.name = name;
            this.inode = inode;
            this.type = type;
        }

        byte[] header(long next) {
            return ByteBuffer.allocate(HEADER_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(next)
                    .putLong(inode)
                    .putInt(name.length)
                    .put(type.code())
                    .array();
        }
    }
}
