package io.github.ffunit.vfs.faults;

import static io.github.ffunit.vfs.faults.CallKind.READ;
import static io.github.ffunit.vfs.faults.CallKind.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyFileSystemTests {
    private final FileSystem behind = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setWorkingDirectory("/").build());
    private final FaultyFileSystem faulty = FaultyFileSystem.of(behind);
    private final Path file = faulty.getPath("/d/file");

    @BeforeEach
    void furnish() throws IOException {
        Files.createDirectory(faulty.getPath("/d"));
        Files.writeString(file, "content");
        Files.createSymbolicLink(faulty.getPath("/link"), faulty.getPath("d/file"));
    }

    @AfterEach
    void close() throws IOException {
        faulty.close();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> entries = Files.list(faulty.getPath("/d"))) {
            return entries.toList();
        }
    }

    /** User code for each kind of call. */
    private Map<CallKind, ThrowingCallable> users() {
        Path other = faulty.getPath("/other");
        Map<CallKind, ThrowingCallable> users = new EnumMap<>(CallKind.class);
        users.put(CallKind.OPEN, () -> Files.newInputStream(file));
        users.put(READ, () -> Files.readAllBytes(file));
        users.put(WRITE, () -> Files.writeString(file, "x"));
        users.put(CallKind.TRUNCATE, () -> open().truncate(1));
        users.put(CallKind.SIZE, () -> open().size());
        users.put(CallKind.FORCE, () -> open().force(true));
        users.put(CallKind.MAP, () -> open().map(MapMode.READ_ONLY, 0, 1));
        users.put(CallKind.LOCK, () -> open().lock());
        users.put(CallKind.CLOSE, () -> open().close());
        users.put(CallKind.LIST, this::list);
        users.put(CallKind.CREATE_DIRECTORY, () -> Files.createDirectory(other));
        users.put(CallKind.DELETE, () -> Files.delete(file));
        users.put(CallKind.MOVE, () -> Files.move(file, other));
        users.put(CallKind.COPY, () -> Files.copy(file, other));
        users.put(CallKind.CREATE_LINK, () -> Files.createLink(other, file));
        users.put(CallKind.CREATE_SYMBOLIC_LINK, () -> Files.createSymbolicLink(other, file));
        users.put(CallKind.READ_SYMBOLIC_LINK, () -> Files.readSymbolicLink(faulty.getPath("/link")));
        users.put(CallKind.READ_ATTRIBUTES, () -> Files.size(file));
        users.put(CallKind.SET_ATTRIBUTES, () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)));
        users.put(CallKind.CHECK_ACCESS, () -> file.getFileSystem().provider().checkAccess(file));
        users.put(CallKind.TO_REAL_PATH, () -> file.toRealPath());
        users.put(CallKind.IS_SAME_FILE, () -> Files.isSameFile(file, other));
        users.put(CallKind.IS_HIDDEN, () -> Files.isHidden(file));
        users.put(CallKind.GET_FILE_STORE, () -> Files.getFileStore(file));
        return users;
    }

    @Test
    void everyKind_failsInUserCode_andChangesNothing() throws IOException {
        Map<CallKind, ThrowingCallable> users = users();
        // An iterator cannot throw an IOException itself; see below.
        assertThat(users).hasSize(CallKind.values().length - 1).doesNotContainKey(CallKind.LIST_NEXT);
        users.forEach((kind, user) -> {
            faulty.plan(FaultPlan.when(kind).thenFail(Fault.ioError()));
            assertThatThrownBy(user)
                    .as(kind.name())
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("Input/output error (injected into call")
                    .hasMessageEndingWith(", " + kind + ")");
        });
        faulty.plan(FaultPlan.none());
        assertThat(faulty.getPath("/other")).doesNotExist();
        // Opening it to write has cut it, before the write failed.
        assertThat(file).isEmptyFile();
    }

    @Test
    void listing_failsAtAnyEntry_andAtItsEnd() throws IOException {
        faulty.plan(FaultPlan.when(CallKind.LIST_NEXT).onCall(2).thenFail(Fault.ioError()));
        try (Stream<Path> entries = Files.list(faulty.getPath("/d"))) {
            assertThatThrownBy(entries::toList).hasMessageContaining("Input/output error");
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(faulty.getPath("/d"))) {
            faulty.plan(FaultPlan.when(CallKind.LIST_NEXT).thenFail(Fault.ioError()));
            assertThatThrownBy(() -> entries.iterator().hasNext()).isInstanceOf(DirectoryIteratorException.class);
        }
        faulty.plan(FaultPlan.when(CallKind.CLOSE).thenFail(Fault.ioError()));
        DirectoryStream<Path> entries = faulty.provider().newDirectoryStream(faulty.getPath("/d"), file::equals);
        assertThat(entries).containsExactly(file);
        assertThatThrownBy(entries::close).hasMessage("/d: Input/output error (injected into call 4, close)");
    }

    @Test
    void readyMadeFaults_areOfTheTypesOfTheJdk() {
        Map<Class<? extends Throwable>, Fault> faults = Map.of(
                AccessDeniedException.class, Fault.accessDenied(),
                NoSuchFileException.class, Fault.noSuchFile(),
                ReadOnlyFileSystemException.class, Fault.readOnly(),
                ClosedChannelException.class, Fault.closedChannel(),
                UnsupportedOperationException.class, Fault.unsupported(),
                OutOfMemoryError.class, Fault.outOfMemory(),
                IllegalStateException.class, Fault.runtime(),
                UnknownError.class, Fault.of(UnknownError::new));
        faults.forEach((type, fault) -> {
            faulty.plan(FaultPlan.when(CallKind.OPEN).thenFail(fault));
            assertThatThrownBy(() -> Files.readString(file)).isExactlyInstanceOf(type);
        });
        faulty.plan(FaultPlan.when(CallKind.OPEN).thenFail(Fault.runtime()));
        assertThatThrownBy(() -> Files.readString(file)).hasMessage("Unexpected state (injected into call 1, open)");
    }

    @Test
    void closedChannel_isClosed_andAnInterruptIsSet() throws IOException {
        try (FileChannel channel = open()) {
            faulty.plan(FaultPlan.when(READ).thenFail(Fault.closedChannel()));
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
            assertThat(channel.isOpen()).isFalse();
        }
        try (FileChannel channel = open()) {
            faulty.plan(FaultPlan.when(WRITE).thenFail(Fault.interrupted()));
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
                    .isInstanceOf(ClosedByInterruptException.class);
            assertThat(channel.isOpen()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("content");
    }

    @Test
    void calls_areRecorded_withKindPathAndOrdinal() throws IOException {
        faulty.plan(FaultPlan.none());
        faulty.startRecording();
        Files.writeString(faulty.getPath("new"), "12345");
        Files.move(faulty.getPath("/new"), faulty.getPath("/moved"));
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(null, null, null);
        assertThat(faulty.calls())
                .extracting(BackendCall::toString)
                .containsExactly(
                        "1: open /new",
                        "2: write /new, 5 bytes at 0",
                        "3: close /new",
                        "4: move /new to /moved",
                        "5: set attributes /d/file");
        faulty.startRecording();
        assertThat(faulty.calls()).isEmpty();
    }

    @Test
    void fileChannel_passesAllTransfersOn_andCutsThem() throws IOException {
        faulty.plan(FaultPlan.when(READ, WRITE).thenTransferAtMost(3));
        try (FileChannel channel = open()) {
            ByteBuffer[] parts = {ByteBuffer.allocate(2), ByteBuffer.allocate(0), ByteBuffer.allocate(4)};
            assertThat(channel.read(parts)).isEqualTo(3);
            assertThat(new String(parts[0].array(), UTF_8)).isEqualTo("co");
            assertThat(parts[2].position()).isEqualTo(1);
            assertThat(channel.position()).isEqualTo(3);
            assertThat(channel.read(ByteBuffer.allocate(9), 5)).isEqualTo(2);
            assertThat(channel.write(ByteBuffer.wrap("ABCD".getBytes(UTF_8)), 1))
                    .isEqualTo(3);
            ByteBuffer[] sources = {ByteBuffer.wrap("xy".getBytes(UTF_8)), ByteBuffer.wrap("zz".getBytes(UTF_8))};
            assertThat(channel.position(7).write(sources)).isEqualTo(3);
            assertThat(channel.size()).isEqualTo(10);
            try (FileChannel target = FileChannel.open(
                    faulty.getPath("/target"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
                assertThat(channel.transferTo(0, 10, target)).isEqualTo(3);
                assertThat(target.transferFrom(channel.position(7), 3, 10)).isEqualTo(3);
            }
            channel.force(false);
            channel.tryLock().release();
            assertThat(channel.truncate(4).size()).isEqualTo(4);
        }
        assertThat(file).hasContent("cABC");
        assertThat(faulty.getPath("/target")).hasContent("cABxyz");
    }

    @Test
    void map_pastALimitedDisk_fails() throws IOException {
        Path host = Files.createTempFile("ffunit", ".map");
        FaultyFileSystem onHost = FaultyFileSystem.of(host.getFileSystem(), FaultPlan.diskOf(10));
        try (FileChannel channel =
                FileChannel.open(onHost.wrap(host), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertThat(channel.map(MapMode.READ_WRITE, 0, 10).capacity()).isEqualTo(10);
            assertThatThrownBy(() -> channel.map(MapMode.READ_WRITE, 0, 11)).hasMessageContaining("No space left");
            assertThat(channel.map(MapMode.READ_ONLY, 0, 5).capacity()).isEqualTo(5);
        } finally {
            Files.delete(host);
        }
    }

    @Test
    void appendChannels_areCutAtTheirEnd() throws IOException {
        faulty.plan(FaultPlan.when(WRITE).fromByte(9).thenFail(Fault.diskFull()));
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.APPEND)) {
            assertThat(channel.write(ByteBuffer.wrap("abc".getBytes(UTF_8)))).isEqualTo(2);
            assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).hasMessageContaining("No space");
        }
        assertThat(file).hasContent("contentab");
    }

    @Test
    void channel_isAFileChannel_whereThatBehindIsOne_andThePlanAllowsIt() throws IOException {
        assertThat(Files.newByteChannel(file)).isInstanceOf(FileChannel.class);
        faulty.plan(
                FaultPlan.noFileChannels().and(FaultPlan.when(WRITE).onCall(2).thenFail(Fault.ioError())));
        assertThatThrownBy(this::open)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("there are no file channels, by the plan: open a byte channel");
        SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE);
        assertThat(channel).isNotInstanceOf(FileChannel.class);
        assertThat(channel.write(ByteBuffer.wrap("ab".getBytes(UTF_8)))).isEqualTo(2);
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).hasMessageContaining("Input/output");
        assertThat(channel.position()).isEqualTo(2);
        assertThat(channel.truncate(4).size()).isEqualTo(4);
        channel.close();
        channel.close();
        assertThat(file).hasContent("abnt");
        faulty.plan(FaultPlan.none());
        assertThat(Files.newByteChannel(file)).isInstanceOf(FileChannel.class);
    }

    @Test
    void paths_areOfTheFaultyFileSystem_howeverTheyAreMade() throws IOException {
        Path path = faulty.getPath("d", "..", "d", "file");
        assertThat(Stream.of(
                                path.getFileName(),
                                path.getParent(),
                                path.getName(0),
                                path.subpath(0, 2),
                                path.normalize(),
                                path.toAbsolutePath(),
                                path.toRealPath(),
                                path.resolve("x"),
                                path.resolveSibling("x"),
                                faulty.getPath("/d").relativize(file),
                                faulty.getPath("/link").toRealPath(LinkOption.NOFOLLOW_LINKS),
                                Files.readSymbolicLink(faulty.getPath("/link")),
                                file.getRoot(),
                                path.iterator().next())
                        .map(made -> Objects.requireNonNull(made).getFileSystem()))
                .containsOnly(faulty);
        assertThat(path.toAbsolutePath().normalize()).isEqualTo(file).hasSameHashCodeAs(file);
        assertThat(path.toRealPath()).isEqualTo(file);
        assertThat(file.startsWith("/d")).isTrue();
        assertThat(file.endsWith(faulty.getPath("file"))).isTrue();
        assertThat(file.startsWith(behind.getPath("/d"))).isFalse();
        assertThat(file).isNotEqualTo(behind.getPath("/d/file")).isGreaterThan(faulty.getPath("/d"));
        assertThat(file.toUri()).isEqualTo(behind.getPath("/d/file").toUri());
        assertThat(faulty.unwrap(file)).isEqualTo(behind.getPath("/d/file"));
        assertThat(faulty.wrap(behind.getPath("/d/file"))).isEqualTo(file);
        assertThat(faulty.getRootDirectories()).containsExactly(faulty.getPath("/"));
        assertThat(faulty.getPathMatcher("glob:/d/*").matches(file)).isTrue();
        try (Stream<Path> tree = Files.walk(faulty.getPath("/"))) {
            assertThat(tree).contains(file);
        }
    }

    @Test
    void pathsOfOthers_areRefused() {
        Path foreign = behind.getPath("/d/file");
        assertThatThrownBy(() -> faulty.unwrap(foreign))
                .isInstanceOf(ProviderMismatchException.class)
                .hasMessageStartingWith("path [/d/file] belongs to [");
        assertThatThrownBy(() -> faulty.wrap(Path.of("x"))).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> file.resolve(behind.getPath("x"))).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> file.relativize(foreign)).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> FaultyFileSystem.of(behind).unwrap(file))
                .isInstanceOf(ProviderMismatchException.class);
        assertThat(file.resolve(foreign)).isEqualTo(foreign);
    }
}
