package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.APPEND;
import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.ROOT;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.vfs.journal.Journal;
import io.github.ffunit.vfs.journal.JournalEvent;
import io.github.ffunit.vfs.journal.SeekBack;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a journal says of a guest's calls. */
class JournalTests {
    private final Journal journal = Journal.create();
    private final AtomicLong clock = new AtomicLong(1000);
    private final FileSystem fileSystem = Backend.newJimfs();
    private VfsBridge bridge;
    private Guest guest;

    @BeforeEach
    void open() throws IOException {
        bridge = VfsBridge.builder()
                .root(fileSystem.getPath("/"))
                .clock(clock::get)
                .journal(journal)
                .open();
        guest = new Guest(bridge);
    }

    @AfterEach
    void close() throws IOException {
        bridge.close();
        fileSystem.close();
    }

    private String line() {
        return last().toString();
    }

    private JournalEvent last() {
        List<JournalEvent> events = journal.events();
        return events.get(events.size() - 1);
    }

    @Test
    void text_isLikeThatOfStrace() {
        int fd = guest.create("a");
        guest.write(fd, "0123456789");
        guest.seek(fd, 4);
        guest.read(fd, 100);
        guest.read(fd, 100);
        guest.pread(fd, 3, 5);
        guest.pwrite(fd, "x", 0);
        guest.close(fd);
        guest.tryRead(fd, 1);
        assertThat(journal.text()).isEqualTo("""
                path_open(3, "a", CREAT, R|W, 0) = 0 fd 4
                fd_write(4, 10) = 0 10 at 0
                fd_seek(4, 4, SET) = 0 4
                fd_read(4, 100) = 0 6 at 4
                fd_read(4, 100) = 0 0 at 10
                fd_pread(4, 3, 5) = 0 3
                fd_pwrite(4, 1, 0) = 0 1
                fd_close(4) = 0
                fd_read(4, 1) = 8 BADF
                """);
    }

    @Test
    void callsOnOpenFiles_showTheirArguments() {
        int fd = guest.create("a");
        assertThat(after(() -> guest.calls().fdAdvise(fd, 1, 2, 3))).isEqualTo("fd_advise(4, 1, 2, WILLNEED) = 0");
        assertThat(after(() -> guest.calls().fdAdvise(fd, 1, 2, 9))).isEqualTo("fd_advise(4, 1, 2, 9) = 28 INVAL");
        assertThat(after(() -> guest.tryAllocate(fd, 5, 10))).isEqualTo("fd_allocate(4, 5, 10) = 0");
        assertThat(after(() -> guest.trySetSize(fd, 7))).isEqualTo("fd_filestat_set_size(4, 7) = 0");
        assertThat(after(() -> guest.tryTell(fd))).isEqualTo("fd_tell(4) = 0 0");
        assertThat(after(() -> guest.trySeek(fd, -2, Flags.WHENCE_END))).isEqualTo("fd_seek(4, -2, END) = 0 5");
        assertThat(after(() -> guest.tryTell(fd))).isEqualTo("fd_tell(4) = 0 5");
        assertThat(after(() -> guest.trySeek(fd, -9, Flags.WHENCE_CUR))).isEqualTo("fd_seek(4, -9, CUR) = 28 INVAL");
        assertThat(after(() -> guest.tryStat(fd))).isEqualTo("fd_filestat_get(4) = 0 size 7");
        assertThat(after(() -> guest.trySetTimes(fd, 1, 2, 12)))
                .isEqualTo("fd_filestat_set_times(4, 1, 2, MTIM|MTIM_NOW) = 28 INVAL");
        assertThat(after(() -> guest.fdstat(fd))).isEqualTo("fd_fdstat_get(4) = 0");
        assertThat(after(() -> guest.trySetFlags(fd, APPEND | Flags.FD_NONBLOCK)))
                .isEqualTo("fd_fdstat_set_flags(4, APPEND|NONBLOCK) = 0");
        assertThat(after(() -> guest.calls().fdFdstatSetRights(fd, 2, 0)))
                .isEqualTo("fd_fdstat_set_rights(4, 0x2, 0x0) = 0");
        assertThat(after(() -> guest.calls().fdSync(fd))).isEqualTo("fd_sync(4) = 0");
        assertThat(after(() -> guest.calls().fdDatasync(fd))).isEqualTo("fd_datasync(4) = 0");
        assertThat(after(() -> guest.calls().fdPrestatGet(guest.memory, ROOT, 0)))
                .isEqualTo("fd_prestat_get(3) = 0");
        assertThat(after(() -> guest.calls().fdPrestatDirName(guest.memory, ROOT, 0, 1)))
                .isEqualTo("fd_prestat_dir_name(3, 1) = 0");
        assertThat(after(() -> guest.tryReaddir(ROOT, 64, 0))).isEqualTo("fd_readdir(3, 64, 0) = 0 64");
        assertThat(after(() -> guest.calls().fdRenumber(fd, 9))).isEqualTo("fd_renumber(4, 9) = 8 BADF");
        assertThat(after(() -> guest.calls().sock(fd))).isEqualTo("sock(4) = 57 NOTSOCK");
        assertThat(after(() -> guest.tryClose(fd))).isEqualTo("fd_close(4) = 0");
    }

    @Test
    void callsOnPaths_showTheirArguments() {
        guest.createFile("f", "12345");
        assertThat(after(() -> guest.tryOpen(ROOT, "f", 0, TRUNC, WRITE, APPEND)))
                .isEqualTo("path_open(3, \"f\", TRUNC|NOFOLLOW, W, APPEND) = 0 fd 4");
        assertThat(after(() -> guest.tryOpen(ROOT, "g", 0, 0, 0, 0)))
                .isEqualTo("path_open(3, \"g\", NOFOLLOW, 0, 0) = 44 NOENT");
        assertThat(after(() -> guest.tryOpen("g", 64, READ))).isEqualTo("path_open(3, \"g\", 0x40, R, 0) = 28 INVAL");
        assertThat(after(() -> guest.tryMkdir("d"))).isEqualTo("path_create_directory(3, \"d\") = 0");
        assertThat(after(() -> guest.tryRmdir("d"))).isEqualTo("path_remove_directory(3, \"d\") = 0");
        assertThat(after(() -> guest.tryStat("f", 1))).isEqualTo("path_filestat_get(3, \"f\", FOLLOW) = 0 size 0");
        assertThat(after(() -> guest.trySetTimes("f", 0, 8, 9, 5)))
                .isEqualTo("path_filestat_set_times(3, \"f\", 0, 8, 9, ATIM|MTIM) = 0");
        assertThat(after(() -> guest.tryLink("f", "h"))).isEqualTo("path_link(3, \"f\", 3, \"h\") = 0");
        assertThat(after(() -> guest.tryRename("h", "i"))).isEqualTo("path_rename(3, \"h\", 3, \"i\") = 0");
        assertThat(last().file()).isEqualTo("/h");
        assertThat(last().other()).isEqualTo("/i");
        assertThat(after(() -> guest.trySymlink("to\n", "s\"\\\t"))).startsWith("path_symlink(\"to\\n\", 3, \"s");
        assertThat(line()).isEqualTo("path_symlink(\"to\\n\", 3, \"s\\\"\\\\\\x09\") = 0");
        guest.symlink("f", "l");
        assertThat(after(() -> guest.tryReadlink("l", 10))).isEqualTo("path_readlink(3, \"l\", 10) = 0 1");
        assertThat(after(() -> guest.tryUnlink("i"))).isEqualTo("path_unlink_file(3, \"i\") = 0");
        assertThat(after(() -> guest.tryUnlink("ä"))).isEqualTo("path_unlink_file(3, \"ä\") = 44 NOENT");
    }

    private String after(Runnable call) {
        int before = journal.events().size();
        call.run();
        assertThat(journal.events()).hasSize(before + 1);
        return line();
    }

    @Test
    void events_areTyped_andNamedAsTheGuestSeesFiles() {
        guest.mkdir("d");
        int directory = guest.openDirectory("./d/.");
        clock.set(77);
        int fd = guest.openAt(directory, ".//a", CREAT, READ | WRITE);
        JournalEvent opened = last();
        assertThat(opened.number()).isEqualTo(3);
        assertThat(opened.call()).isEqualTo("path_open");
        assertThat(opened.fd()).isEqualTo(directory);
        assertThat(opened.file()).isEqualTo("/d/a");
        assertThat(opened.other()).isNull();
        assertThat(opened.errno()).isEqualTo(Errno.SUCCESS);
        assertThat(opened.count()).isEqualTo(fd);
        assertThat(opened.offset()).isEqualTo(-1);
        assertThat(opened.length()).isEqualTo(-1);
        assertThat(opened.time()).isEqualTo(77);
        guest.write(fd, "abc");
        assertThat(last().file()).isEqualTo("/d/a");
        assertThat(last().offset()).isZero();
        assertThat(last().length()).isEqualTo(3);
        assertThat(last().count()).isEqualTo(3);
        guest.tryRead(99, 1);
        assertThat(last().file()).isNull();
        assertThat(last().count()).isEqualTo(-1);
    }

    @Test
    void position_isThatOfTheBridge_inAppendModeToo() {
        guest.createFile("a", "12345");
        int fd = guest.open("a", 0, READ | WRITE, APPEND);
        guest.write(fd, "67");
        assertThat(line()).isEqualTo("fd_write(4, 2) = 0 2 at 5");
        guest.readScattered(fd, 2, 3);
        assertThat(line()).isEqualTo("fd_read(4, 5) = 0 0 at 7");
        assertThat(guest.tryWrite(guest.open("dev/null", 0, WRITE), "abc")).isEqualTo(Errno.SUCCESS);
        assertThat(line()).isEqualTo("fd_write(5, 3) = 0 3");
        guest.write(1, "ok");
        assertThat(line()).isEqualTo("fd_write(1, 2) = 0 2");
        assertThat(last().file()).isEqualTo("stdout");
    }

    @Test
    void sums_areKeptInAllAndByFile() {
        guest.createFile("a", "0123456789");
        guest.createFile("b", "xy");
        int fd = guest.open("a", 0, READ | WRITE);
        guest.read(fd, 4);
        guest.pread(fd, 3, 9);
        guest.pwrite(fd, "abc", 0);
        guest.tryRead(99, 10);
        assertThat(journal.bytesRead()).isEqualTo(5);
        assertThat(journal.bytesRead("/a")).isEqualTo(5);
        assertThat(journal.bytesRead("/b")).isZero();
        assertThat(journal.bytesWritten()).isEqualTo(15);
        assertThat(journal.bytesWritten("/a")).isEqualTo(13);
        assertThat(journal.bytesWritten("/b")).isEqualTo(2);
        assertThat(journal.bytesWritten("/c")).isZero();
        assertThat(journal.filesOpened()).containsExactly("/a", "/b");
    }

    @Test
    void seeksBackwards_areThoseOfSeekThatGoBack() {
        int fd = guest.create("a");
        int other = guest.create("b");
        guest.write(fd, "0123456789");
        guest.seek(fd, 0, Flags.WHENCE_CUR);
        guest.seek(fd, 20);
        assertThat(journal.seeksBackwards()).isEmpty();
        guest.seek(fd, -7, Flags.WHENCE_END);
        guest.trySeek(fd, -9, Flags.WHENCE_SET);
        guest.write(other, "1");
        guest.seek(other, 0);
        assertThat(journal.seeksBackwards())
                .containsExactly(new SeekBack("/a", fd, 20, 3), new SeekBack("/b", other, 1, 0));
        assertThat(journal.seeksBackwards("/b")).containsExactly(new SeekBack("/b", other, 1, 0));
        assertThat(journal.seeksBackwards("/c")).isEmpty();
    }

    @Test
    void names_followNumbers_throughRenumberAndReuse() {
        int a = guest.create("a");
        int b = guest.create("b");
        assertThat(guest.calls().fdRenumber(b, a)).isZero();
        guest.write(a, "bb");
        guest.close(a);
        int c = guest.create("c");
        assertThat(c).isEqualTo(a);
        guest.write(c, "ccc");
        assertThat(journal.bytesWritten("/a")).isZero();
        assertThat(journal.bytesWritten("/b")).isEqualTo(2);
        assertThat(journal.bytesWritten("/c")).isEqualTo(3);
        guest.close(c);
        guest.tryWrite(c, "x");
        assertThat(last().file()).as("of a number that is closed").isNull();
    }

    @Test
    void hostCalls_areRecordedToo() {
        HostCall close = bridge.hostCalls().stream()
                .filter(call -> call.name().equals("fd_close"))
                .findFirst()
                .orElseThrow();
        close.body().call(guest.memory, new long[] {17});
        assertThat(journal.text()).isEqualTo("fd_close(17) = 8 BADF\n");
    }

    @Test
    void everyCall_answersWhatItWouldWithoutJournal() {
        for (HostCall call : bridge.hostCalls()) {
            // A number that is not open, and pointers to zeros.
            long[] arguments = new long[call.parameters().length()];
            Arrays.fill(arguments, 99);
            assertThat(call.body().call(guest.memory, arguments))
                    .as(call.name())
                    .isEqualTo(Errno.BADF.code());
        }
        assertThat(journal.events()).hasSameSizeAs(bridge.hostCalls());
    }

    @Test
    void callThatTraps_isRecorded_andTrapsStill() {
        int outside = Guest.MEMORY_BYTES - 1;
        assertThatThrownBy(() -> guest.calls().fdTell(guest.memory, 3, outside))
                .isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThat(line()).isEqualTo("fd_tell(3) = ? OutOfBounds");
        assertThat(last().errno()).isNull();
        assertThatThrownBy(() -> guest.calls().pathUnlinkFile(guest.memory, 3, outside, 2))
                .isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThat(line()).isEqualTo("path_unlink_file(3, ?) = ? OutOfBounds");
        assertThatThrownBy(() -> guest.calls().fdRead(guest.memory, 3, outside, 1, 0))
                .isInstanceOf(GuestMemory.OutOfBounds.class);
        assertThat(line()).isEqualTo("fd_read(3, -1) = ? OutOfBounds");
    }

    @Test
    void nameThatIsTooLong_isCut() {
        guest.tryUnlink("a".repeat(5000));
        assertThat(line()).isEqualTo("path_unlink_file(3, \"" + "a".repeat(4096) + "...\") = 37 NAMETOOLONG");
    }

    @Test
    void limit_keepsTheFirst_andCountsTheOthers() throws IOException {
        Journal small = Journal.withLimit(2);
        try (VfsBridge other =
                VfsBridge.builder().root(fileSystem.getPath("/")).journal(small).open()) {
            Guest writer = new Guest(other);
            int fd = writer.create("a");
            writer.write(fd, "123");
            writer.write(fd, "4");
            writer.close(fd);
        }
        assertThat(small.events()).hasSize(2);
        assertThat(small.dropped()).isEqualTo(2);
        assertThat(small.bytesWritten("/a")).isEqualTo(4);
        assertThat(small.text()).isEqualTo("""
                path_open(3, "a", CREAT, R|W, 0) = 0 fd 4
                fd_write(4, 3) = 0 3 at 0
                ... and 2 calls more: the limit is 2
                """);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Journal.withLimit(-1))
                .withMessage("limit [-1] must be 0 or more: a number of events");
    }

    @Test
    void threads_loseNoEvent() throws InterruptedException {
        int calls = 500;
        List<Thread> threads = Stream.of("a", "b", "c", "d")
                .map(name -> new Thread(() -> {
                    Guest own = new Guest(bridge);
                    for (int i = 0; i < calls; i++) {
                        int fd = own.create(name);
                        own.write(fd, name);
                        own.close(fd);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        int all = 4 * 3 * calls;
        assertThat(journal.events()).hasSize(all);
        assertThat(last().number()).isEqualTo(all);
        for (String file : List.of("/a", "/b", "/c", "/d")) {
            assertThat(journal.bytesWritten(file)).as(file).isEqualTo(calls);
        }
    }

    @Test
    void withoutAJournal_nothingStandsInFrontOfTheCalls() throws IOException {
        try (VfsBridge plain = VfsBridge.builder().root(fileSystem.getPath("/")).open()) {
            assertThat(plain.preview1().getClass().getPackageName()).isEqualTo("io.github.ffunit.vfs.internal");
        }
    }
}
