package io.github.ffunit.vfs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import com.google.common.jimfs.WatchServiceConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a plan, a faulty file system is the one behind, to the last method; and each call on files is counted. */
class FaultyFileSystemForwardingTests {
    private final FileSystem behind = Jimfs.newFileSystem(Configuration.unix().toBuilder()
            .setWorkingDirectory("/")
            .setAttributeViews("basic", "owner", "posix", "unix", "user")
            .setWatchServiceConfiguration(WatchServiceConfiguration.polling(5, TimeUnit.MILLISECONDS))
            .build());
    private final FaultyFileSystem faulty = FaultyFileSystem.of(behind);
    private final Path file = faulty.getPath("/d/file");
    private final Path fileBehind = behind.getPath("/d/file");

    @BeforeEach
    void furnish() throws IOException {
        Files.createDirectory(behind.getPath("/d"));
        Files.writeString(fileBehind, "content");
        faulty.startRecording();
    }

    @AfterEach
    void close() throws IOException {
        behind.close();
    }

    private List<CallKind> kinds() {
        List<CallKind> kinds = faulty.calls().stream().map(BackendCall::kind).toList();
        faulty.startRecording();
        return kinds;
    }

    @Test
    void whatItTellsOfItself_isThatOfTheOneBehind() {
        assertThat(faulty.isReadOnly()).isEqualTo(behind.isReadOnly());
        assertThat(faulty.getSeparator()).isEqualTo(behind.getSeparator());
        assertThat(faulty.supportedFileAttributeViews()).isEqualTo(behind.supportedFileAttributeViews());
        assertThat(faulty.getFileStores()).isEqualTo(behind.getFileStores()).isNotEmpty();
        assertThat(faulty.getUserPrincipalLookupService()).isSameAs(behind.getUserPrincipalLookupService());
        assertThat(faulty.provider().getScheme()).isEqualTo("jimfs");
        assertThat(faulty).hasToString("faulty " + behind);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void aReadOnlyOne_isReadOnly() {
        FileSystem modules = FileSystems.getFileSystem(URI.create("jrt:/"));
        assertThat(FaultyFileSystem.of(modules).isReadOnly()).isTrue();
    }

    @Test
    void closing_closesTheOneBehind() throws IOException {
        assertThat(faulty.isOpen()).isTrue();
        faulty.close();
        assertThat(behind.isOpen()).isFalse();
        assertThat(faulty.isOpen()).isFalse();
    }

    @Test
    void pathOfAUri_isOfTheFaultyFileSystem() {
        FaultyFileSystem real = FaultyFileSystem.of(FileSystems.getDefault());
        Path path = Path.of("file").toAbsolutePath();
        assertThat(real.provider().getPath(path.toUri())).isEqualTo(real.wrap(path));
    }

    @Test
    void questionsOfAFile_areAnsweredByTheOneBehind() throws IOException {
        assertThat(Files.isHidden(file)).isFalse();
        assertThat(Files.isHidden(faulty.getPath("/d/.hidden"))).isTrue();
        assertThat(Files.getFileStore(file)).isEqualTo(Files.getFileStore(fileBehind));
        assertThat(kinds()).containsExactly(CallKind.IS_HIDDEN, CallKind.IS_HIDDEN, CallKind.GET_FILE_STORE);
        Files.createLink(faulty.getPath("/second"), file);
        Files.writeString(faulty.getPath("/other"), "content");
        faulty.startRecording();
        assertThat(Files.isSameFile(file, faulty.getPath("/second"))).isTrue();
        assertThat(Files.isSameFile(file, faulty.getPath("/other"))).isFalse();
        assertThat(Files.isSameFile(file, fileBehind)).isFalse();
        assertThat(kinds()).containsOnly(CallKind.IS_SAME_FILE).hasSize(3);
    }

    @Test
    void attributesByName_areThoseBehind() throws IOException {
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setAttribute(file, "lastModifiedTime", time);
        assertThat(Files.getLastModifiedTime(fileBehind)).isEqualTo(time);
        assertThat(kinds()).containsExactly(CallKind.SET_ATTRIBUTES);
        assertThat(Files.readAttributes(file, "size,lastModifiedTime"))
                .containsOnly(Map.entry("size", 7L), Map.entry("lastModifiedTime", time));
        assertThat(kinds()).containsExactly(CallKind.READ_ATTRIBUTES);
    }

    @Test
    void views_areThoseBehind_andTheirCallsCount() throws IOException {
        BasicFileAttributeView basic = Files.getFileAttributeView(file, BasicFileAttributeView.class);
        assertThat(basic.name()).isEqualTo("basic");
        assertThat(kinds()).isEmpty();
        assertThat(basic.readAttributes().size()).isEqualTo(7);
        assertThat(kinds()).containsExactly(CallKind.READ_ATTRIBUTES);
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        basic.setTimes(time, null, null);
        assertThat(kinds()).containsExactly(CallKind.SET_ATTRIBUTES);
        assertThat(Files.getLastModifiedTime(fileBehind)).isEqualTo(time);
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        posix.setPermissions(PosixFilePermissions.fromString("r--------"));
        assertThat(kinds()).containsExactly(CallKind.SET_ATTRIBUTES);
        assertThat(Files.getPosixFilePermissions(fileBehind)).hasSize(1);
        FileOwnerAttributeView owner = Files.getFileAttributeView(file, FileOwnerAttributeView.class);
        assertThat(owner.getOwner()).isEqualTo(Files.getOwner(fileBehind));
        assertThat(kinds()).containsExactly(CallKind.READ_ATTRIBUTES);
        UserDefinedFileAttributeView user = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        user.write("note", UTF_8.encode("n"));
        assertThat(user.list()).containsExactly("note");
        user.delete("note");
        assertThat(kinds()).containsExactly(CallKind.SET_ATTRIBUTES, CallKind.READ_ATTRIBUTES, CallKind.SET_ATTRIBUTES);
        assertThat(Files.getFileAttributeView(
                        faulty.getPath("/missing"), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS))
                .satisfies(view -> assertThatThrownBy(view::readAttributes).isInstanceOf(IOException.class));
    }

    @Test
    void aFailureOfAView_isThatOfTheOneBehind() {
        BasicFileAttributeView view =
                Files.getFileAttributeView(faulty.getPath("/missing"), BasicFileAttributeView.class);
        assertThatThrownBy(view::readAttributes)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("/missing");
    }

    @Test
    void watching_reportsWhatHappensBehind() throws IOException, InterruptedException {
        try (WatchService watch = faulty.newWatchService()) {
            Path directory = faulty.getPath("/d");
            WatchKey key = directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Files.writeString(behind.getPath("/d/new"), "");
            WatchKey signalled = Objects.requireNonNull(watch.poll(60, TimeUnit.SECONDS), "nothing was reported");
            assertThat(signalled).isSameAs(key);
            assertThat(signalled.pollEvents()).singleElement().satisfies(event -> assertThat(event.context())
                    .hasToString("new"));
        }
    }

    @Test
    void channels_areOpenUntilTheyAreClosed_andCloseThoseBehind() throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.position(3)).isSameAs(channel);
        assertThat(channel.truncate(5)).isSameAs(channel);
        assertThat(channel.size()).isEqualTo(5);
        assertThat(channel.position()).isEqualTo(3);
        channel.close();
        assertThat(channel.isOpen()).isFalse();
        assertThat(kinds()).containsExactly(CallKind.OPEN, CallKind.TRUNCATE, CallKind.SIZE, CallKind.CLOSE);
        faulty.plan(FaultPlan.noFileChannels());
        faulty.startRecording();
        SeekableByteChannel plain = Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        assertThat(plain).isNotInstanceOf(FileChannel.class);
        assertThat(plain.isOpen()).isTrue();
        assertThat(plain.position(2)).isSameAs(plain);
        assertThat(plain.truncate(4)).isSameAs(plain);
        assertThat(plain.size()).isEqualTo(4);
        plain.close();
        assertThat(plain.isOpen()).isFalse();
        assertThat(kinds()).containsExactly(CallKind.OPEN, CallKind.TRUNCATE, CallKind.SIZE, CallKind.CLOSE);
    }

    @Test
    void locks_areThoseOfTheFileBehind(@TempDir Path folder) throws IOException {
        FaultyFileSystem real = FaultyFileSystem.of(folder.getFileSystem());
        Path path = real.wrap(Files.writeString(folder.resolve("file"), "content"));
        real.startRecording();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (FileLock lock : new FileLock[] {channel.lock(1, 2, false), channel.tryLock(4, 2, false)}) {
                assertThat(lock.acquiredBy()).isSameAs(channel);
                assertThat(lock.isValid()).isTrue();
                lock.release();
                assertThat(lock.isValid()).isFalse();
            }
            channel.force(true);
        }
        assertThat(real.calls().stream().map(BackendCall::kind))
                .containsExactly(CallKind.OPEN, CallKind.LOCK, CallKind.LOCK, CallKind.FORCE, CallKind.CLOSE);
    }

    @Test
    void fileChannelsOfTheProvider_count() throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ))) {
            assertThat(channel.read(ByteBuffer.allocate(9))).isEqualTo(7);
        }
        assertThat(kinds()).containsExactly(CallKind.OPEN, CallKind.READ, CallKind.CLOSE);
    }

    @Test
    void listings_removeAndFilterAsThoseBehind() throws IOException {
        Files.writeString(behind.getPath("/d/other"), "");
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(faulty.getPath("/d"), entry -> entry.endsWith("other"))) {
            assertThat(stream).containsExactly(faulty.getPath("/d/other"));
        }
    }

    @Test
    void paths_areAbsoluteAndEqualAsThoseBehind() {
        assertThat(file.isAbsolute()).isTrue();
        assertThat(faulty.getPath("d").isAbsolute()).isFalse();
        assertThat(file.endsWith(faulty.getPath("file"))).isTrue();
        assertThat(file.endsWith(faulty.getPath("other"))).isFalse();
        assertThat(file.endsWith(behind.getPath("file"))).isFalse();
        assertThat(file).hasSameHashCodeAs(fileBehind);
    }
}
