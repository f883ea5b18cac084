package io.github.ffunit.internal.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A ZIP of a test's files, in the order of their names and without times: the same files give the same bytes. */
final class FileArchive {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private FileArchive() {}

    /**
     * What became of a file.
     *
     * @param name its path without a slash in front
     * @param size in bytes
     * @param leftOut why it is not in the archive; empty if it is
     */
    record Item(String name, long size, String leftOut) {

        boolean isIn() {
            return leftOut.isEmpty();
        }
    }

    /**
     * Writes all files below a folder.
     *
     * @param mostBytes how much content is taken at most; a file that does not fit into what is left of it is left out
     */
    static List<Item> write(Path folder, OutputStream out, long mostBytes) throws IOException {
        List<Item> items = new ArrayList<>();
        long left = mostBytes;
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Path file : filesBelow(folder)) {
            String name = nameOf(folder, file);
            if (Files.isSymbolicLink(file)) {
                items.add(new Item(name, 0, "a link to " + Files.readSymbolicLink(file)));
            } else if (!Files.isRegularFile(file)) {
                items.add(new Item(name, 0, "no regular file"));
            } else if (Files.size(file) > left) {
                long size = Files.size(file);
                items.add(new Item(name, size, "no room: all files together may have %d bytes".formatted(mostBytes)));
            } else {
                ZipEntry entry = new ZipEntry(name);
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                long size = Files.copy(file, zip);
                zip.closeEntry();
                left -= size;
                items.add(new Item(name, size, ""));
            }
        }
        zip.finish();
        return items;
    }

    /** Copies what {@code wanted} accepts below a folder. */
    static void extract(InputStream archive, Path folder, Predicate<String> wanted) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("the archive has a file outside of its folder: [%s]".formatted(entry.getName()));
            }
            if (!entry.isDirectory() && wanted.test(entry.getName())) {
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** The name in an archive of {@code folder}. */
    static String nameOf(Path folder, Path file) {
        List<String> names = new ArrayList<>();
        folder.relativize(file).forEach(name -> names.add(name.toString()));
        return String.join("/", names);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }
}
