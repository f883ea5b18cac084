package io.github.ffunit.contract;

import io.github.ffunit.vfs.preview1.FileType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names and contents below a directory, to compare before and after. */
final class Tree {
    private Tree() {}

    /** By path below a directory of the host: what is there. Links are not followed. */
    static SortedMap<String, String> of(Path directory) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                tree.put(directory.relativize(file).toString(), describe(file));
            }
        }
        return tree;
    }

    /** The same as a guest sees it, below its root and without what other mounts show there. */
    static SortedMap<String, String> seenBy(Guest guest) {
        SortedMap<String, String> tree = new TreeMap<>();
        collect(guest, "", tree);
        return tree;
    }

    private static void collect(Guest guest, String prefix, SortedMap<String, String> tree) {
        long device = guest.stat(".").device();
        for (String name : guest.names(prefix + ".")) {
            String path = prefix + name;
            Guest.Stat stat = guest.stat(path);
            if (stat.device() == device && stat.type() == FileType.DIRECTORY.code()) {
                tree.put(path, "directory");
                collect(guest, path + "/", tree);
            } else if (stat.device() == device) {
                boolean link = stat.type() == FileType.SYMBOLIC_LINK.code();
                tree.put(path, link ? "link to " + guest.readlink(path, 4096) : "file with " + guest.readAll(path));
            }
        }
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link to " + Files.readSymbolicLink(file);
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            return "directory";
        }
        return "file with " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
