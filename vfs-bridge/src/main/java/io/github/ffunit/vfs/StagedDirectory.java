package io.github.ffunit.vfs;

import static java.util.Objects.requireNonNull;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A copy in memory of a directory that guests cannot write in place: file systems like that of a ZIP file have no random
 * access, lose a directory's entries when it is renamed, or show what was written only after the file is closed. Mount
 * {@link #directory()} instead, and {@linkplain #writeBack() write back} what became of it.
 *
 * <pre>{@code
 * try (FileSystem zip = FileSystems.newFileSystem(archive);
 *         StagedDirectory staged = StagedDirectory.of(zip.getPath("/"))) {
 *     try (VfsBridge bridge = VfsBridge.builder().root(staged.directory()).open()) {
 *         … // run the guest
 *     }
 *     staged.writeBack();
 * }
 * }</pre>
 *
 * <p>Directories, regular files and symbolic links are staged, with their times of modification. The whole content is in memory.
 * Not thread-safe: no guest may run while it is made or written back.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class StagedDirectory implements Closeable {
    private final Path source;
    private final FileSystem memory;
    private final Path stage;

    private StagedDirectory(Path source, FileSystem memory) throws IOException {
        this.source = source;
        this.memory = memory;
        this.stage = Files.createDirectory(memory.getPath("/staged"));
    }

    /**
     * Copies a directory into memory.
     *
     * @param source the directory; stays as it is until {@link #writeBack()}
     * @return the copy
     * @throws IOException if something cannot be read, or is neither a directory, a regular file nor a symbolic link
     */
    public static StagedDirectory of(Path source) throws IOException {
        requireNonNull(source, "source");
        if (!Files.isDirectory(source)) {
            throw new NotDirectoryException(source.toString());
        }
        FileSystem memory = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setWorkingDirectory("/")
                .build());
        StagedDirectory staged = new StagedDirectory(source, memory);
        try {
            for (Path entry : below(source)) {
                copy(kind(entry), entry, rebase(entry, source, staged.stage));
            }
            return staged;
        } catch (IOException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** {@return the copy, for a guest to work on} */
    public Path directory() {
        return stage;
    }

    /**
     * Makes the source equal to the copy: creates and replaces what differs, by content, then deletes what is gone. What did
     * not change is not touched. May be called again, also after a failure.
     *
     * @throws IOException if the source's file system refuses something; the copy stays, and what was written so far as well
     */
    public void writeBack() throws IOException {
        for (Path entry : below(stage)) {
            Path target = rebase(entry, stage, source);
            Kind kind = kind(entry);
            Kind there = kind(target);
            if (kind != there || !hasSameContent(kind, entry, target)) {
                if (there != Kind.NOTHING && (kind != Kind.FILE || there != Kind.FILE)) {
                    deleteTree(target);
                }
                copy(kind, entry, target);
            }
        }
        for (Path entry : deepestFirst(below(source))) {
            if (kind(rebase(entry, source, stage)) == Kind.NOTHING) {
                Files.delete(entry);
            }
        }
    }

    /** Forgets the copy, also what was not written back. The source's file system stays open. */
    @Override
    public void close() throws IOException {
        memory.close();
    }

    private enum Kind {
        NOTHING,
        DIRECTORY,
        FILE,
        LINK,
        OTHER
    }

    private static Kind kind(Path path) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return Kind.NOTHING;
        }
        if (found.isDirectory()) {
            return Kind.DIRECTORY;
        }
        if (found.isSymbolicLink()) {
            return Kind.LINK;
        }
        return found.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    private static boolean hasSameContent(Kind kind, Path entry, Path target) throws IOException {
        return switch (kind) {
            case FILE -> Files.mismatch(entry, target) == -1;
            case LINK -> linkText(entry).equals(linkText(target));
            default -> true;
        };
    }

    private static void copy(Kind kind, Path entry, Path target) throws IOException {
        switch (kind) {
            case DIRECTORY -> Files.createDirectory(target);
            case FILE -> {
                Files.copy(entry, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(target, Files.getLastModifiedTime(entry));
            }
            case LINK -> copyLink(entry, target);
            default ->
                throw new FileSystemException(
                        entry.toString(),
                        null,
                        "only directories, regular files and symbolic links can be staged; remove it, or mount another directory");
        }
    }

    private static void copyLink(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(target, target.getFileSystem().getPath(linkText(link)));
        } catch (UnsupportedOperationException e) {
            FileSystemException refused = new FileSystemException(
                    target.toString(),
                    null,
                    "its file system has no symbolic links; remove the link, then write back again");
            refused.initCause(e);
            throw refused;
        }
    }

    private static String linkText(Path link) throws IOException {
        String text = Files.readSymbolicLink(link).toString();
        return text.replace(link.getFileSystem().getSeparator(), "/");
    }

    /** Everything in a directory, parents first, in an order that depends on names alone. */
    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            return entries.skip(1).sorted(Comparator.comparing(Path::toString)).toList();
        }
    }

    private static List<Path> deepestFirst(List<Path> parentsFirst) {
        return parentsFirst.stream()
                .sorted(Comparator.<Path>comparingInt(Path::getNameCount).reversed())
                .toList();
    }

    private static void deleteTree(Path path) throws IOException {
        if (kind(path) == Kind.DIRECTORY) {
            for (Path entry : deepestFirst(below(path))) {
                Files.delete(entry);
            }
        }
        Files.delete(path);
    }

    /** The same place below another directory, which may be of another file system. */
    private static Path rebase(Path entry, Path from, Path to) {
        Path result = to;
        for (Path name : from.relativize(entry)) {
            String text = name.toString();
            // The file system of a ZIP file lists directories with a slash behind their names.
            result = result.resolve(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        }
        return result;
    }
}
