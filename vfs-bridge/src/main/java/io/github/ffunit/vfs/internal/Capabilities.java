package io.github.ffunit.vfs.internal;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the file system of a mount can do: the one place that knows. Found when it is mounted, by looking only: a probe that wrote
 * would change the times of the embedder's directory, wake who watches it, and count in the plan of a file system that injects faults.
 *
 * <table>
 * <caption>What the bridge asks for, and what it does without</caption>
 * <tr><th>asked</th><th>found by</th><th>without it</th></tr>
 * <tr><td>{@link #readOnly}</td><td>the file system says so</td><td>each change answers ROFS</td></tr>
 * <tr><td>{@link #countsLinks}</td><td>the attribute is there and is a number</td><td>each file has one name</td></tr>
 * <tr><td>{@link #keepsToPosix}</td><td>it is the operating system's own</td><td>gaps are filled with zeros; files are stored
 * before their times are read, and closing keeps the time</td></tr>
 * </table>
 *
 * <p>What only shows when it is tried is not asked: whether a file that is open can be deleted ({@link Unlinking} hides it), whether
 * a move replaces ({@link Renaming} tries both ways), whether a link can have a second name ({@link Names} looks what came of
 * it), whether a channel can go back ({@link FileContent} opens it again), and what a full disk takes ({@link FileContent} halves).
 *
 * @param readOnly nothing can be changed
 * @param countsLinks the number of names of a file is known
 * @param keepsToPosix a gap reads as zeros, and a file's time moves as it is written and only then; POSIX and Windows promise it,
 *     {@code java.nio} leaves both open
 */
record Capabilities(boolean readOnly, boolean countsLinks, boolean keepsToPosix) {

    static final String LINK_COUNT = "unix:nlink";

    static Capabilities of(Path directory) {
        FileSystem fileSystem = directory.getFileSystem();
        return new Capabilities(
                fileSystem.isReadOnly(), countsLinks(directory), fileSystem.equals(FileSystems.getDefault()));
    }

    private static boolean countsLinks(Path directory) {
        // Jimfs without its unix view, and file systems that know no such view, fail in many ways.
        try {
            return directory.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && Files.getAttribute(directory, LINK_COUNT) instanceof Number;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
