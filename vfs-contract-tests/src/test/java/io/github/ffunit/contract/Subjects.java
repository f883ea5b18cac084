package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.StagedDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The file systems that the suite is run on here. */
final class Subjects {
    static final long SMALL_DISK = 48L << 20;

    /** Before, it sets times below a directory to the microsecond: JDK-8343417 and JDK-8343785. */
    static final int JDK_WITH_NANOSECONDS = 24;

    private Subjects() {}

    static List<Subject> all() throws IOException {
        return List.of(
                jimfsUnix(),
                jimfsOsX(),
                jimfsWindows(),
                memoryFileSystem(),
                defaultFileSystem(),
                zip(),
                stagedZip(),
                jrt());
    }

    /** On a small disk, so that it can be full. */
    static Subject jimfsUnix() {
        return Subject.of(
                        "jimfs-unix",
                        () -> jimfs(Configuration.unix().toBuilder().setMaxSize(SMALL_DISK), "/"))
                .with(Capability.LIMITED_CAPACITY)
                .without(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.VERBATIM_LINK_TEXT);
    }

    static Path jimfsRoot() throws IOException {
        return jimfs(Configuration.unix().toBuilder(), "/");
    }

    static Subject jimfsOsX() {
        return Subject.of("jimfs-osx", () -> jimfs(Configuration.osX().toBuilder(), "/"))
                .without(
                        Capability.HARD_LINKS_TO_SYMBOLIC_LINKS,
                        Capability.VERBATIM_LINK_TEXT,
                        Capability.CASE_SENSITIVE,
                        Capability.VERBATIM_NAMES);
    }

    static Subject jimfsWindows() {
        return Subject.of("jimfs-windows", () -> jimfs(Configuration.windows().toBuilder(), "C:\\"))
                .without(
                        Capability.HARD_LINKS_TO_SYMBOLIC_LINKS,
                        Capability.VERBATIM_LINK_TEXT,
                        Capability.CASE_SENSITIVE,
                        Capability.ARBITRARY_NAMES);
    }

    private static Path jimfs(Configuration.Builder configuration, String root) throws IOException {
        FileSystem fileSystem = Jimfs.newFileSystem(
                configuration.setAttributeViews("basic", "unix").build());
        return Files.createDirectory(fileSystem.getPath(root).resolve("root"));
    }

    static Subject memoryFileSystem() {
        return Subject.of("memoryfilesystem", () -> {
                    FileSystem fileSystem = MemoryFileSystemBuilder.newLinux().build();
                    return Files.createDirectory(fileSystem.getPath("/root"));
                })
                .without(
                        Capability.HARD_LINKS_TO_SYMBOLIC_LINKS,
                        Capability.LINK_COUNTS,
                        Capability.VERBATIM_LINK_TEXT,
                        Capability.LARGE_FILES);
    }

    static Subject defaultFileSystem() {
        Subject subject = Subject.of("default", RootSource.temporaryFolders()).without(Capability.VERBATIM_LINK_TEXT);
        return Runtime.version().feature() < JDK_WITH_NANOSECONDS
                ? subject.without(Capability.NANOSECOND_TIMES)
                : subject;
    }

    /** The same, by the name of the system, for what failures are compared with. */
    static Subject host() {
        return Subject.of(System.getProperty("os.name").toLowerCase(Locale.ROOT), RootSource.temporaryFolders())
                .without(Capability.VERBATIM_LINK_TEXT);
    }

    /** An archive with versions that is opened for one of them cannot be written. */
    static Subject zip() throws IOException {
        FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
        Path archive = memory.getPath("/archive.jar");
        byte[] content = "0123456789".repeat(50).concat("the end").getBytes(US_ASCII);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("/META-INF"));
            Files.writeString(
                    zip.getPath("/META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n");
            Files.createDirectories(zip.getPath("/in/deeper"));
            Files.write(zip.getPath("/in/file"), content);
        }
        RootSource roots = () -> FileSystems.newFileSystem(archive, Map.of("releaseVersion", "17"))
                .getPath("/");
        return Subject.of("zip", roots).without(Capability.WRITABLE).sample("in", "in/file", content);
    }

    /** An archive that is written by way of a copy in memory. */
    static Subject stagedZip() {
        return Subject.of("zip-staged", () -> {
                    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix());
                            FileSystem zip = FileSystems.newFileSystem(
                                    memory.getPath("/archive.zip"), Map.of("create", "true"))) {
                        return StagedDirectory.of(zip.getPath("/")).directory();
                    }
                })
                .without(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.VERBATIM_LINK_TEXT);
    }

    static Subject jrt() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        byte[] content = Files.readAllBytes(base.resolve("java/lang/Object.class"));
        return Subject.of("jrt", RootSource.shared(base))
                .without(Capability.WRITABLE)
                .sample("java/lang", "java/lang/Object.class", content);
    }
}
