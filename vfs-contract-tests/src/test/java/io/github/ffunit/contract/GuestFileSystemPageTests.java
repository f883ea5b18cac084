package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.DIRECTORY;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.TRUNC;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.faults.CallKind;
import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Makes the calls that docs/guest-file-system.md speaks of, and measures the limits. */
class GuestFileSystemPageTests {
    private static final int RESULT = 64;
    private static final int IOVS = 1024;
    private static final int PATH = 4096;
    private static final int NEW_PATH = 4200;
    private static final int DATA = 8192;
    private static final int MEMORY_BYTES = 1 << 18;
    private static final long ALL_RIGHTS = (1L << 30) - 1;

    private final GuestFileSystemPage page = GuestFileSystemPage.read();
    private FaultyFileSystem fileSystem;
    private Path root;
    private VfsBridge bridge;
    private Guest guest;
    private ArrayMemory memory;

    @BeforeEach
    void open() throws IOException {
        FileSystem small = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setMaxSize(1 << 20)
                .build());
        fileSystem = FaultyFileSystem.of(small);
        root = Files.createDirectory(fileSystem.getPath("/root"));
        Path readOnly = Files.createDirectory(fileSystem.getPath("/ro"));
        Files.createDirectory(readOnly.resolve("there"));
        bridge = VfsBridge.builder().root(root).mountReadOnly("/ro", readOnly).open();
        guest = new Guest(bridge);
        memory = new ArrayMemory(MEMORY_BYTES);
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        fileSystem.close();
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    private Errno call(String name, long... arguments) {
        HostCall call = bridge.hostCalls().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Guest.errno((int) call.body().call(memory, arguments));
    }

    private int put(int address, byte[] bytes) {
        memory.window(address, bytes.length).put(bytes);
        return bytes.length;
    }

    // ---- calls

    @Test
    void calls_ofThePage_areAllThereAre() {
        assertThat(page.table("call |"))
                .extracting(row -> GuestFileSystemPage.codes(row.get(0)).get(0))
                .containsExactlyInAnyOrderElementsOf(
                        bridge.hostCalls().stream().map(HostCall::name).toList());
    }

    @Test
    void rights_ofThePage_areNeeded_andAreEnough() throws IOException, ReflectiveOperationException {
        for (Map.Entry<String, List<String>> row : page.rights().entrySet()) {
            String call = row.getKey();
            if (call.startsWith("sock_") || call.startsWith("fd_prestat_")) {
                // These want another kind of file than there is here, and no right.
                assertThat(row.getValue()).as(call).isEmpty();
                continue;
            }
            long needed = 0;
            for (String name : row.getValue()) {
                needed |= right(name);
            }
            assertThat(callWithRights(call, needed))
                    .as("%s with what it needs", call)
                    .isEqualTo(Errno.SUCCESS);
            for (String name : row.getValue()) {
                boolean sizeOfReadOnly = call.equals("fd_filestat_set_size") && name.equals("FD_WRITE");
                assertThat(callWithRights(call, ALL_RIGHTS & ~right(name)))
                        .as("%s without %s", call, name)
                        .isEqualTo(sizeOfReadOnly ? Errno.INVAL : Errno.BADF);
            }
        }
    }

    private static long right(String name) throws ReflectiveOperationException {
        return Rights.class.getField(name).getLong(null);
    }

    /** Makes a call that nothing but a right can stop, through a file or directory with some of its rights. */
    private Errno callWithRights(String call, long rights) throws IOException {
        reopen();
        guest.mkdir("d");
        guest.createFile("d/file", "content");
        guest.symlink("file", "d/link");
        guest.mkdir("d/empty");
        boolean onDirectory = call.startsWith("path_") || call.equals("fd_readdir");
        int fd = onDirectory ? guest.openDirectory("d") : guest.open("d/file", 0, READ | WRITE);
        assertThat(call("fd_fdstat_get", fd, RESULT)).isEqualTo(Errno.SUCCESS);
        long has = memory.getLong(RESULT + 8);
        long inheriting = memory.getLong(RESULT + 16);
        assertThat(call("fd_fdstat_set_rights", fd, has & rights, inheriting)).isEqualTo(Errno.SUCCESS);
        return call(call, arguments(call, fd));
    }

    private long[] arguments(String call, int fd) {
        memory.putInt(IOVS, DATA);
        memory.putInt(IOVS + 4, 10);
        String name =
                switch (call) {
                    case "path_readlink" -> "link";
                    case "path_remove_directory" -> "empty";
                    case "path_create_directory", "path_symlink" -> "new";
                    default -> "file";
                };
        int length = put(PATH, name.getBytes(US_ASCII));
        int newLength = put(NEW_PATH, "new".getBytes(US_ASCII));
        return switch (call) {
            case "fd_advise" -> new long[] {fd, 0, 0, 0};
            case "fd_allocate" -> new long[] {fd, 0, 100};
            case "fd_fdstat_get", "fd_filestat_get", "fd_tell" -> new long[] {fd, RESULT};
            case "fd_fdstat_set_flags", "fd_filestat_set_size" -> new long[] {fd, 0};
            case "fd_fdstat_set_rights" -> new long[] {fd, 0, 0};
            case "fd_filestat_set_times" -> new long[] {fd, 1, 1, 1};
            case "fd_pread", "fd_pwrite" -> new long[] {fd, IOVS, 1, 0, RESULT};
            case "fd_read", "fd_write" -> new long[] {fd, IOVS, 1, RESULT};
            case "fd_readdir" -> new long[] {fd, DATA, 100, 0, RESULT};
            case "fd_renumber" -> new long[] {fd, ROOT};
            case "fd_seek" -> new long[] {fd, 0, 0, RESULT};
            case "fd_close", "fd_sync", "fd_datasync" -> new long[] {fd};
            case "path_create_directory", "path_remove_directory", "path_unlink_file" -> new long[] {fd, PATH, length};
            case "path_filestat_get" -> new long[] {fd, 0, PATH, length, RESULT};
            case "path_filestat_set_times" -> new long[] {fd, 0, PATH, length, 1, 1, 1};
            case "path_link" -> new long[] {fd, 0, PATH, length, fd, NEW_PATH, newLength};
            case "path_open" -> new long[] {fd, 0, PATH, length, CREAT | TRUNC, READ, 0, 0, RESULT};
            case "path_readlink" -> new long[] {fd, PATH, length, DATA, 100, RESULT};
            case "path_rename" -> new long[] {fd, PATH, length, fd, NEW_PATH, newLength};
            case "path_symlink" -> new long[] {NEW_PATH, newLength, fd, PATH, length};
            default -> throw new AssertionError("how is [%s] called?".formatted(call));
        };
    }

    // ---- precedence

    /** A call with every fault there is; one after the other goes away, from the top of the table. */
    @Test
    void errors_ofThePage_comeInItsOrder() throws IOException {
        bridge.close();
        bridge = VfsBridge.builder()
                .root(root)
                .mountReadOnly("/ro", fileSystem.getPath("/ro"))
                .maxOpenFiles(6)
                .open();
        guest = new Guest(bridge);
        int file = guest.create("file");
        guest.mkdir("d");
        int directory = guest.openDirectory("d");
        assertThat(call("fd_fdstat_set_rights", directory, 0, 0)).isEqualTo(Errno.SUCCESS);
        fileSystem.plan(FaultPlan.when(CallKind.OPEN).thenFail(Fault.accessDenied()));
        int closed = 99;
        int undefined = 1 << 15;
        int fresh = CREAT | EXCL;

        List<String> found = new ArrayList<>();
        assertThatThrownBy(() -> open(closed, "\377", undefined, MEMORY_BYTES))
                .isInstanceOf(GuestMemory.OutOfBounds.class);
        found.add("a trap");
        found.add(open(closed, "\377", undefined, RESULT));
        found.add(open(file, "\377", undefined, RESULT));
        found.add(open(file, "\377", fresh, RESULT));
        found.add(open(directory, "\377", fresh, RESULT));
        found.add(open(ROOT, "\377", fresh, RESULT));
        found.add(open(ROOT, "missing/x", fresh, RESULT));
        found.add(open(ROOT, "ro/there", fresh, RESULT));
        found.add(open(ROOT, "ro/new", fresh, RESULT));
        found.add(open(ROOT, "new", fresh, RESULT));
        guest.close(file);
        found.add(open(ROOT, "new", fresh, RESULT));
        fileSystem.plan(FaultPlan.none());
        assertThat(open(ROOT, "new", fresh, RESULT)).isEqualTo("SUCCESS");

        assertThat(page.table("what is wrong |"))
                .extracting(row -> row.get(1).startsWith("`")
                        ? GuestFileSystemPage.codes(row.get(1)).get(0)
                        : row.get(1))
                .isEqualTo(found);
    }

    private String open(int fd, String path, int flags, int result) {
        int length = put(PATH, path.getBytes(ISO_8859_1));
        return call("path_open", fd, 0, PATH, length, flags, WRITE, 0, 0, result)
                .name();
    }

    // ---- limits

    /** Tries to use a number of something. */
    @FunctionalInterface
    private interface Use {
        Errno of(long count) throws IOException;
    }

    @Test
    void limits_ofThePage_areWhereItSays() throws IOException {
        Map<String, Use> uses = new TreeMap<>(Map.of(
                "bytes of a name",
                n -> guest.tryMkdir("n".repeat((int) n)),
                "bytes of a path",
                n -> guest.tryStat("./".repeat((int) n / 2) + ".".repeat((int) n % 2)),
                "bytes of a link's text",
                n -> guest.trySymlink("t".repeat((int) n), "text" + n),
                "links followed on one path",
                this::follow,
                "bytes of a file",
                n -> guest.tryPwrite(guest.create("file"), "x", n - 1),
                "bytes of one transfer",
                this::transfer,
                "files open at once, with streams and directories",
                this::openFiles,
                "bytes of the private `/tmp`",
                this::fillScratch,
                "names in the private `/tmp`",
                this::nameScratch));
        List<List<String>> rows = page.table("limit |");
        assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(uses.keySet());
        for (List<String> row : rows) {
            Use use = Objects.requireNonNull(uses.get(row.get(0)));
            long most = Long.parseLong(row.get(1).replace(",", ""));
            Errno beyond = Errno.valueOf(GuestFileSystemPage.codes(row.get(2)).get(0));
            // The disk is far smaller than the largest file.
            Errno within = row.get(0).equals("bytes of a file") ? Errno.NOSPC : Errno.SUCCESS;
            assertThat(anew(use, most)).as("%d %s", most, row.get(0)).isEqualTo(within);
            assertThat(anew(use, most + 1)).as("%d %s", most + 1, row.get(0)).isEqualTo(beyond);
        }
    }

    private Errno anew(Use use, long count) throws IOException {
        reopen();
        return use.of(count);
    }

    private Errno follow(long links) {
        guest.createFile("link0", "");
        for (int i = 1; i <= links; i++) {
            guest.trySymlink("link" + (i - 1), "link" + i);
        }
        return guest.tryStat("link" + links, FOLLOW);
    }

    /** Many buffers that are the same memory. */
    private Errno transfer(long bytes) {
        int whole = (int) (bytes / MEMORY_BYTES);
        int list = MEMORY_BYTES / 2;
        for (int i = 0; i <= whole; i++) {
            memory.putInt(list + 8 * i, 0);
            memory.putInt(list + 8 * i + 4, i < whole ? MEMORY_BYTES : (int) (bytes % MEMORY_BYTES));
        }
        return call("fd_write", 1, list, whole + 1, RESULT);
    }

    private Errno openFiles(long count) throws IOException {
        bridge.close();
        bridge = VfsBridge.builder().root(root).open();
        guest = new Guest(bridge);
        Errno last = Errno.SUCCESS;
        for (long open = ROOT + 1; open < count; open++) {
            last = guest.tryOpen(".", DIRECTORY, 0);
        }
        return last;
    }

    private Errno nameScratch(long names) {
        Errno errno = Errno.SUCCESS;
        for (long i = 0; i < names && errno == Errno.SUCCESS; i++) {
            errno = guest.tryMkdir("tmp/" + i);
        }
        return errno;
    }

    private Errno fillScratch(long bytes) {
        int fd = guest.create("tmp/large");
        Errno errno = guest.tryAllocate(fd, 0, bytes);
        guest.unlink("tmp/large");
        guest.close(fd);
        return errno;
    }
}
