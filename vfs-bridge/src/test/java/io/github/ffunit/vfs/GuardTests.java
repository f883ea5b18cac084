package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.CREAT;
import static io.github.ffunit.vfs.Guest.READ;
import static io.github.ffunit.vfs.Guest.TRUNC;
import static io.github.ffunit.vfs.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedder's limits, the account of changes, and a full disk. */
class GuardTests {
    /** Stops at a number of bytes, and notes the names. */
    private static final class Limit implements VfsGuard {
        private final List<String> created = new ArrayList<>();
        private long left;

        Limit(long bytes) {
            left = bytes;
        }

        @Override
        public void beforeWrite(long bytes) {
            left -= bytes;
            if (left < 0) {
                throw new IllegalStateException("limit");
            }
        }

        @Override
        public void beforeCreate(String guestPath) {
            if (guestPath.contains("forbidden")) {
                throw new IllegalStateException("forbidden");
            }
            created.add(guestPath);
        }
    }

    @EveryBackend
    void guard_hearsByHowMuchAFileGrows(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.guard(new Limit(20)));
        int fd = guest.create("f");
        guest.write(fd, "12345");
        assertThat(guest.trySetSize(fd, 10)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryAllocate(fd, 8, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryPwrite(fd, "abc", 17)).isEqualTo(Errno.SUCCESS);
        assertThatThrownBy(() -> guest.trySetSize(fd, 21)).hasMessage("limit");
    }

    @EveryBackend
    void guardThatRefusesAWrite_passesItsException_andTheFileIsAsBefore(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.guard(new Limit(10)));
        int fd = guest.create("f");
        guest.write(fd, "12345");
        assertThatThrownBy(() -> guest.tryWrite(fd, "6789012"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("limit");
        assertThat(guest.tell(fd)).isEqualTo(5);
        assertThat(guest.readAll("f")).isEqualTo("12345");
        assertThatThrownBy(() -> guest.trySetSize(fd, 100)).hasMessage("limit");
        assertThatThrownBy(() -> guest.tryPwrite(fd, "x", 100)).hasMessage("limit");
        assertThat(guest.stat(fd).size()).isEqualTo(5);
        guest.close(fd);
    }

    @EveryBackend
    void guardThatRefusesAName_leavesNoFile(Sandbox sandbox) throws IOException {
        Limit guard = new Limit(100);
        Guest guest = sandbox.reopen(builder -> builder.guard(guard));
        guest.mkdir("d");
        guest.createFile("d/f", "");
        guest.createFile("d/f", "again");
        guest.rename("d/f", "g");
        guest.symlink("g", "tmp/link");
        assertThatThrownBy(() -> guest.tryOpen("d/forbidden", CREAT, WRITE)).hasMessage("forbidden");
        assertThatThrownBy(() -> guest.tryMkdir("forbidden")).hasMessage("forbidden");
        assertThatThrownBy(() -> guest.tryLink("g", "forbidden")).hasMessage("forbidden");
        assertThat(guest.names("d")).isEmpty();
        assertThat(guest.create("last")).as("no number is lost").isEqualTo(4);
        assertThat(guard.created).containsExactly("/d", "/d/f", "/tmp/link", "/last");
    }

    @EveryBackend
    void changes_nameWhatWasMadeAndWhatWasChanged(Sandbox sandbox) throws IOException {
        Files.createDirectory(sandbox.root().resolve("old"));
        for (String name :
                new String[] {"read", "written", "cut", "removed", "remade", "moved", "replaced", "old/inner"}) {
            Files.writeString(sandbox.root().resolve(name), name);
        }
        Guest guest = sandbox.reopen(builder -> builder);
        guest.readAll("read");
        guest.close(guest.open("read", 0, READ | WRITE));
        guest.write(guest.open("written", 0, WRITE), "W");
        guest.write(guest.open("old/inner", 0, WRITE), "W");
        guest.rename("old", "new");
        guest.close(guest.open("cut", TRUNC, WRITE));
        guest.unlink("removed");
        guest.unlink("remade");
        guest.createFile("remade", "again");
        guest.rename("moved", "z");
        guest.createFile("part", "new");
        guest.rename("part", "replaced");
        guest.createFile("passing", "");
        guest.unlink("passing");
        guest.mkdir("d");
        guest.createFile("d/inner", "");
        guest.rename("d", "e");
        guest.createFile("tmp/scratch", "");
        guest.write(guest.open("dev/null", 0, WRITE), "x");
        assertThat(sandbox.bridge().changes().created())
                .containsExactly(
                        sandbox.root().resolve("e/inner"), sandbox.root().resolve("z"));
        assertThat(sandbox.bridge().changes().changed())
                .containsExactly(
                        sandbox.root().resolve("cut"),
                        sandbox.root().resolve("new/inner"),
                        sandbox.root().resolve("remade"),
                        sandbox.root().resolve("replaced"),
                        sandbox.root().resolve("written"));
    }

    @Test
    void fullDisk_takesWhatFits_thenIsNospc_thenRecovers() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setBlockSize(512)
                .setMaxSize(4096)
                .setMaxCacheSize(0)
                .build();
        try (FileSystem fileSystem = Jimfs.newFileSystem(small);
                VfsBridge bridge =
                        VfsBridge.builder().root(fileSystem.getPath("/")).open()) {
            Guest guest = new Guest(bridge);
            int fd = guest.create("f");
            assertThat(guest.write(fd, new byte[10_000])).isEqualTo(4096);
            assertThat(guest.tryWrite(fd, "x")).isEqualTo(Errno.NOSPC);
            assertThat(guest.tryAllocate(fd, 0, 5000)).isEqualTo(Errno.NOSPC);
            assertThat(guest.stat(fd).size()).isEqualTo(4096);
            assertThat(guest.trySetSize(fd, 100)).isEqualTo(Errno.SUCCESS);
            assertThat(guest.pwrite(fd, "fits", 100)).isEqualTo(4);
            assertThat(guest.tryPwrite(fd, "x", 5000)).isEqualTo(Errno.NOSPC);
            assertThat(guest.stat(fd).size()).isEqualTo(104);
            assertThat(bridge.failures()).isNotEmpty();
        }
    }
}
