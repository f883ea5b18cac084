package io.github.ffunit.contract;

import static io.github.ffunit.contract.Bug.inAttributes;
import static io.github.ffunit.contract.Bug.inChannel;
import static io.github.ffunit.contract.Bug.inProvider;

import io.github.ffunit.contract.Bug.Search;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bugs below the bridge: in a file system that does not do what {@code java.nio} says, in a way that no bridge can mend. */
final class FileSystemBugs {
    private static final int BLOCK = 512;
    private static final int PAGE = 4096;

    /** What a bug remembers, by the file system, which need not live for it. */
    private static final Map<FileSystem, Set<String>> DIRECTORIES = new WeakHashMap<>();

    private FileSystemBugs() {}

    static Stream<Bug> all() {
        return Stream.of(data(), sizes(), attributes(), directories(), names(), moves(), links(), sandbox())
                .flatMap(bugs -> bugs);
    }

    private static Path path(Object argument) {
        return (Path) argument;
    }

    private static LinkOption[] linkOptions(Object argument) {
        return (LinkOption[]) argument;
    }

    /** Done, where a method returns nothing. */
    private static final @Nullable Object VOID = null;

    private static Stream<Bug> data() {
        return Stream.of(
                inChannel("B02 E01", "the last byte of a file is never read", "read", (real, a) -> {
                    ByteBuffer target = (ByteBuffer) a[0];
                    long left = real.size() - 1 - real.position();
                    target.limit((int) Math.max(target.position(), Math.min(target.limit(), target.position() + left)));
                    return target.hasRemaining() ? real.read(target) : -1;
                }),
                inChannel("C01", "the last byte of a large write is lost", "write", (real, a) -> {
                    ByteBuffer source = (ByteBuffer) a[0];
                    if (source.remaining() <= PAGE) {
                        return real.write(source);
                    }
                    int count = source.remaining();
                    source.limit(source.limit() - 1);
                    real.write(source);
                    source.limit(source.limit() + 1).position(source.limit());
                    return count;
                }),
                inChannel("C02", "a write cuts what follows it", "write", (real, a) -> {
                    int count = real.write((ByteBuffer) a[0]);
                    real.truncate(real.position());
                    return count;
                }),
                inChannel("E02 B07", "every write goes to the end", "write", (real, a) -> {
                    real.position(real.size());
                    return real.write((ByteBuffer) a[0]);
                }),
                inChannel("C10 C09", "a write that finds no room is reported as whole", "write", (real, a) -> {
                            ByteBuffer source = (ByteBuffer) a[0];
                            int count = source.remaining();
                            try {
                                return real.write(source);
                            } catch (IOException e) {
                                source.position(source.limit());
                                return count;
                            }
                        })
                        .metBy(Search.NONE),
                inChannel("C09 C10", "a full disk is told as a lack of permission", "write", (real, a) -> {
                            try {
                                return real.write((ByteBuffer) a[0]);
                            } catch (IOException e) {
                                throw new AccessDeniedException("f");
                            }
                        })
                        .metBy(Search.NONE));
    }

    @SuppressWarnings("unchecked")
    private static Set<? extends OpenOption> options(Object argument) {
        return (Set<? extends OpenOption>) argument;
    }

    private static Stream<Bug> sizes() {
        return Stream.of(
                inChannel("F01", "a size is rounded up to a block", "truncate", (real, a) -> {
                    return real.truncate(((Long) a[0] + BLOCK - 1) / BLOCK * BLOCK);
                }),
                inChannel("A07", "a file is never cut to nothing", "truncate", (real, a) -> {
                    return (Long) a[0] == 0 ? real : real.truncate((Long) a[0]);
                }),
                inAttributes("G02", "the size is told in blocks", "size", (real, a) -> {
                    return (real.size() + BLOCK - 1) / BLOCK * BLOCK;
                }));
    }

    private static @Nullable FileTime seconds(@Nullable FileTime time) {
        return time == null ? null : FileTime.from(time.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** A view of times that does something else with those that are set. */
    private static Object view(FileSystemProvider real, Object[] a, Times times) {
        BasicFileAttributeView view =
                real.getFileAttributeView(path(a[0]), BasicFileAttributeView.class, linkOptions(a[2]));
        return new BasicFileAttributeView() {
            @Override
            public String name() {
                return view.name();
            }

            @Override
            public BasicFileAttributes readAttributes() throws IOException {
                return view.readAttributes();
            }

            @Override
            public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
                    throws IOException {
                times.set(view, modified, accessed);
            }
        };
    }

    /** Sets times, in a wrong way. */
    private interface Times {
        void set(BasicFileAttributeView view, @Nullable FileTime modified, @Nullable FileTime accessed)
                throws IOException;
    }

    private static Stream<Bug> attributes() {
        return Stream.of(
                inAttributes("G03", "all files have one identity", "fileKey", (real, a) -> "the file"),
                inAttributes("G06 L04", "a link looks like a directory", "isSymbolicLink", (real, a) -> false),
                inAttributes(
                        "G12 G09",
                        "the time of modification is that of making",
                        "lastModifiedTime",
                        (real, a) -> real.creationTime()),
                inProvider(
                        "G07",
                        "the two times are mixed up",
                        "getFileAttributeView",
                        (real, a) ->
                                view(real, a, (view, modified, accessed) -> view.setTimes(accessed, modified, null))),
                inProvider(
                        "G11",
                        "times are kept to the second",
                        "getFileAttributeView",
                        (real, a) -> view(
                                real,
                                a,
                                (view, modified, accessed) ->
                                        view.setTimes(seconds(modified), seconds(accessed), null))),
                inProvider(
                        "G10",
                        "times of a link are its target's",
                        "getFileAttributeView",
                        (real, a) -> real.getFileAttributeView(path(a[0]), BasicFileAttributeView.class)));
    }

    /** A listing that a mistake has gone over. */
    private static DirectoryStream<Path> listing(FileSystemProvider real, Object[] a, UnaryOperator<List<Path>> mistake)
            throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = real.newDirectoryStream(path(a[0]), each -> true)) {
            stream.forEach(entries::add);
        }
        List<Path> told = mistake.apply(entries);
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return told.iterator();
            }

            @Override
            public void close() {}
        };
    }

    private static Stream<Bug> directories() {
        return Stream.of(
                inProvider(
                        "H01",
                        "the last of several entries is not listed",
                        "newDirectoryStream",
                        (real, a) -> listing(real, a, all -> all.size() < 2 ? all : all.subList(0, all.size() - 1))),
                inProvider(
                                "H10",
                                "no more than 100 entries are listed",
                                "newDirectoryStream",
                                (real, a) -> listing(
                                        real, a, all -> all.stream().limit(100).toList()))
                        .metBy(Search.NONE),
                inProvider("I01", "a new directory is told to exist", "createDirectory", (real, a) -> {
                    real.createDirectory(path(a[0]));
                    throw new FileAlreadyExistsException(path(a[0]).toString());
                }),
                inProvider("I06", "of a link its target is removed", "delete", (real, a) -> {
                    Path link = path(a[0]);
                    boolean leads = Files.isSymbolicLink(link) && Files.exists(link);
                    real.delete(leads ? link.toRealPath() : link);
                    return VOID;
                }),
                inProvider("I08 G05", "a file that is removed is emptied first", "delete", (real, a) -> {
                    if (Files.isRegularFile(path(a[0]), LinkOption.NOFOLLOW_LINKS)) {
                        Files.write(path(a[0]), new byte[0]);
                    }
                    real.delete(path(a[0]));
                    return VOID;
                }));
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
                for (Path each : stream) {
                    deleteAll(each);
                }
            }
        }
        Files.delete(path);
    }

    private static Path named(Path path, UnaryOperator<String> names) {
        Path name = path.getFileName();
        return name == null ? path : path.resolveSibling(names.apply(name.toString()));
    }

    /** A directory is made under another name than was asked for; scripts have no such names. */
    private static Bug misnamed(String ids, String what, UnaryOperator<String> names) {
        return inProvider(ids, what, "createDirectory", (real, a) -> {
                    real.createDirectory(named(path(a[0]), names));
                    return VOID;
                })
                .metBy(Search.NONE);
    }

    private static Stream<Bug> names() {
        return Stream.of(
                misnamed("L05", "names are made in small letters", name -> name.toLowerCase(Locale.ROOT)),
                misnamed(
                        "L05",
                        "dots and blanks at the end of a name are dropped",
                        name -> name.replaceAll("[. ]+$", "")),
                misnamed(
                        "L05",
                        "what stands behind a colon is no part of a name",
                        name -> name.replaceAll("(?<=.):.*", "")));
    }

    private static Stream<Bug> moves() {
        return Stream.of(
                inProvider("J01 G03", "a move copies and removes", "move", (real, a) -> {
                    if (!Files.isRegularFile(path(a[0]), LinkOption.NOFOLLOW_LINKS)) {
                        return Files.move(path(a[0]), path(a[1]), StandardCopyOption.REPLACE_EXISTING);
                    }
                    Files.copy(path(a[0]), path(a[1]), StandardCopyOption.REPLACE_EXISTING);
                    Files.delete(path(a[0]));
                    return VOID;
                }),
                inProvider("J02", "a move over a file keeps the file that was there", "move", (real, a) -> {
                    boolean there = Files.isRegularFile(path(a[1]), LinkOption.NOFOLLOW_LINKS);
                    if (there && !path(a[0]).equals(path(a[1]))) {
                        Files.delete(path(a[0]));
                        return VOID;
                    }
                    return Files.move(path(a[0]), path(a[1]), StandardCopyOption.REPLACE_EXISTING);
                }),
                inProvider("J10 J01", "a directory that is moved leaves behind what was in it", "move", (real, a) -> {
                    Path from = path(a[0]);
                    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                        try (DirectoryStream<Path> stream = Files.newDirectoryStream(from)) {
                            for (Path each : stream) {
                                deleteAll(each);
                            }
                        }
                    }
                    return Files.move(from, path(a[1]), StandardCopyOption.REPLACE_EXISTING);
                }),
                inProvider("J07", "of a link its target is moved", "move", (real, a) -> {
                    Path from = path(a[0]);
                    boolean leads = Files.isSymbolicLink(from) && Files.exists(from);
                    return Files.move(
                            leads ? from.toRealPath() : from, path(a[1]), StandardCopyOption.REPLACE_EXISTING);
                }),
                inProvider("J03", "a directory cannot replace an empty one", "move", (real, a) -> {
                    if (Files.isDirectory(path(a[1]), LinkOption.NOFOLLOW_LINKS)) {
                        throw new FileAlreadyExistsException(path(a[1]).toString());
                    }
                    return Files.move(path(a[0]), path(a[1]), StandardCopyOption.REPLACE_EXISTING);
                }));
    }

    private static Stream<Bug> links() {
        return Stream.of(
                inProvider(
                        "K01", "a hard link is a copy", "createLink", (real, a) -> Files.copy(path(a[1]), path(a[0]))),
                inProvider("K06", "the text of a link is normalised", "createSymbolicLink", (real, a) -> {
                    real.createSymbolicLink(path(a[0]), path(a[1]).normalize(), (FileAttribute<?>[]) a[2]);
                    return VOID;
                }),
                inProvider("K06 K07", "the text of a link is made absolute", "createSymbolicLink", (real, a) -> {
                    Path text = path(a[0]).resolveSibling(path(a[1]));
                    real.createSymbolicLink(path(a[0]), text, (FileAttribute<?>[]) a[2]);
                    return VOID;
                }),
                inProvider(
                        "K10 K06",
                        "of the text of a link only the last name is read",
                        "readSymbolicLink",
                        (real, a) -> {
                            Path text = real.readSymbolicLink(path(a[0]));
                            return text.getNameCount() > 1 ? text.getFileName() : text;
                        }));
    }

    /** Writes to the same name on the host; to nothing but what the rule has put there for it. */
    private static void touchTheHost(Path path) throws IOException {
        // The rule lays out the host's own path below two directories of the file system in memory.
        if (path.toString().contains("vfs-contract-canary")) {
            Path host = Path.of("/" + path.subpath(2, path.getNameCount()));
            if (Files.isRegularFile(host)) {
                Files.writeString(host, "touched");
            }
        }
    }

    private static Stream<Bug> sandbox() {
        return Stream.of(
                inProvider("G06", "links are always followed when looked at", "readAttributes", (real, a) -> {
                    try {
                        return real.readAttributes(path(a[0]), BasicFileAttributes.class);
                    } catch (NoSuchFileException e) {
                        return real.readAttributes(path(a[0]), BasicFileAttributes.class, linkOptions(a[2]));
                    }
                }),
                inProvider(
                        "L07", "what was a directory once is taken for one ever after", "readAttributes", (real, a) -> {
                            BasicFileAttributes now =
                                    real.readAttributes(path(a[0]), BasicFileAttributes.class, linkOptions(a[2]));
                            Set<String> directories;
                            synchronized (DIRECTORIES) {
                                directories = DIRECTORIES.computeIfAbsent(
                                        path(a[0]).getFileSystem(), key -> ConcurrentHashMap.newKeySet());
                            }
                            if (now.isDirectory()) {
                                directories.add(path(a[0]).toString());
                            }
                            boolean stale = now.isSymbolicLink()
                                    && directories.contains(path(a[0]).toString());
                            return stale && Files.isDirectory(path(a[0]))
                                    ? real.readAttributes(path(a[0]), BasicFileAttributes.class)
                                    : now;
                        }),
                inProvider("L04", "a link's way up is not read", "readSymbolicLink", (real, a) -> {
                            Path text = real.readSymbolicLink(path(a[0]));
                            boolean up = text.getNameCount() > 1 && text.startsWith("..");
                            return up ? text.subpath(1, text.getNameCount()) : text;
                        })
                        .metBy(Search.NONE),
                inProvider("L06", "a file of the same name on the host is written", "newByteChannel", (real, a) -> {
                            touchTheHost(path(a[0]));
                            return real.newByteChannel(path(a[0]), options(a[1]));
                        })
                        .metBy(Search.NONE));
    }
}
