package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.HARD_LINKS;
import static io.github.ffunit.contract.Capability.LIMITED_CAPACITY;
import static io.github.ffunit.contract.Capability.RANDOM_ACCESS;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;

/** Section I: names are made and removed. */
final class RemovalRules {
    @Rule(
            id = "I01",
            says = "mkdir makes a directory with dots; a slash at the end is welcome.",
            source = "WTS3:mkdir-rmdir, LX",
            needs = WRITABLE)
    void mkdirOfANewName(World world) {
        Guest guest = world.guest();
        for (String name : new String[] {"d", "e/"}) {
            assertThat(guest.tryMkdir(name)).as(name).isEqualTo(Errno.SUCCESS);
            assertThat(guest.stat(name).type()).as(name).isEqualTo(FileType.DIRECTORY.code());
            assertThat(guest.list(guest.openDirectory(name), 100))
                    .as(name)
                    .extracting(Guest.Entry::name)
                    .containsExactlyInAnyOrder(".", "..");
        }
        int fd = guest.openDirectory("d");
        assertThat(guest.tryMkdirAt(fd, "inner")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("d")).containsExactly("inner");
    }

    @Rule(
            id = "I01",
            says = "mkdir of a name that exists, whatever it is, is EXIST and changes nothing.",
            source = "WTS3:mkdir-rmdir, LX, PJD mkdir/10",
            needs = WRITABLE)
    void mkdirOfAnExistingName(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/inner", "inner");
        guest.createFile("file", "file");
        for (String name : new String[] {"d", "d/", "file", "file/", ".", "d/.", "d/..", "tmp", "dev"}) {
            assertThat(guest.tryMkdir(name)).as(name).isEqualTo(Errno.EXIST);
        }
        if (world.has(SYMBOLIC_LINKS)) {
            guest.symlink("d", "link");
            guest.symlink("nowhere", "dangling");
            assertThat(guest.tryMkdir("link")).isEqualTo(Errno.EXIST);
            assertThat(guest.tryMkdir("dangling")).isEqualTo(Errno.EXIST);
            assertThat(guest.tryStat("nowhere")).isEqualTo(Errno.NOENT);
        }
        assertThat(guest.readAll("d/inner")).isEqualTo("inner");
        assertThat(guest.readAll("file")).isEqualTo("file");
    }

    @Rule(
            id = "I02",
            says = "A missing parent is NOENT, and a parent that is a file NOTDIR, in every call on a path.",
            source = "LX, PJD */01,04",
            needs = WRITABLE)
    void parents(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "file");
        guest.createFile("other", "other");
        everyCall(guest, "missing/x", Errno.NOENT);
        everyCall(guest, "missing/sub/x", Errno.NOENT);
        everyCall(guest, "file/x", Errno.NOTDIR);
        everyCall(guest, "file/sub/x", Errno.NOTDIR);
        if (world.has(SYMBOLIC_LINKS)) {
            guest.symlink("nowhere", "dangling");
            guest.symlink("file", "link");
            everyCall(guest, "dangling/x", Errno.NOENT);
            everyCall(guest, "link/x", Errno.NOTDIR);
        }
        assertThat(guest.readAll("file")).isEqualTo("file");
        assertThat(guest.readAll("other")).isEqualTo("other");
        assertThat(guest.tryStat("missing")).isEqualTo(Errno.NOENT);
    }

    private static void everyCall(Guest guest, String path, Errno expected) {
        for (CallOnPath call : CallOnPath.all("other")) {
            assertThat(call.run(guest, ROOT, path))
                    .as("%s of %s", call.name(), path)
                    .isEqualTo(expected);
        }
    }

    @Rule(
            id = "I03",
            says = "rmdir removes an empty directory; a full one is NOTEMPTY, a missing one NOENT.",
            source = "SPEC, WTS:remove_nonempty_directory, WTS:remove_directory_trailing_slashes",
            needs = WRITABLE)
    void rmdir(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.mkdir("d/sub");
        guest.createFile("d/sub/file", "file");
        assertThat(guest.tryRmdir("d")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.tryRmdir("d/sub/")).isEqualTo(Errno.NOTEMPTY);
        assertThat(guest.readAll("d/sub/file")).isEqualTo("file");
        guest.unlink("d/sub/file");
        assertThat(guest.tryRmdir("d/sub/")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryRmdir("d")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryRmdir("d")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRmdir("missing/")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryStat("d")).isEqualTo(Errno.NOENT);
    }

    @Rule(
            id = "I04",
            says = "rmdir of what is no directory is NOTDIR, links to directories included, and removes nothing.",
            source = "WTS, LX",
            needs = WRITABLE)
    void rmdirOfNoDirectory(World world) {
        Guest guest = world.guest();
        guest.createFile("file", "file");
        assertThat(guest.tryRmdir("file")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.tryRmdir("file/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.readAll("file")).isEqualTo("file");
        if (world.has(SYMBOLIC_LINKS)) {
            guest.mkdir("empty");
            guest.symlink("empty", "link");
            assertThat(guest.tryRmdir("link")).isEqualTo(Errno.NOTDIR);
            assertThat(guest.tryRmdir("link/")).isEqualTo(Errno.NOTDIR);
            assertThat(guest.readlink("link", 100)).isEqualTo("empty");
            assertThat(guest.names("empty")).isEmpty();
        }
    }

    @Rule(
            id = "I05",
            says = "rmdir of '.' is INVAL, of a mount point BUSY, and of '..' NOTEMPTY.",
            source = "LX, PJD rmdir/12,13, WTS3")
    void rmdirOfDotsAndMounts(World world) {
        Guest guest = world.guest();
        String directory = world.sampleDirectory();
        for (String name : new String[] {".", "./", directory + "/.", directory + "/./", "tmp/."}) {
            assertThat(guest.tryRmdir(name)).as(name).isEqualTo(Errno.INVAL);
        }
        for (String name : new String[] {directory + "/..", directory + "/../", "tmp/.."}) {
            assertThat(guest.tryRmdir(name)).as(name).isEqualTo(Errno.NOTEMPTY);
        }
        for (String name : new String[] {"tmp", "tmp/", "dev", world.aroundToRoot() + "/tmp"}) {
            assertThat(guest.tryRmdir(name)).as(name).isEqualTo(Errno.BUSY);
        }
        assertThat(guest.tryStat(directory)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("tmp")).isEmpty();
    }

    @Rule(
            id = "I06",
            says = "unlink removes a file's name; with a slash at the end it is NOTDIR, and a missing name NOENT.",
            source = "WTS:unlink_file_trailing_slashes, LX",
            needs = WRITABLE)
    void unlink(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/file", "file");
        assertThat(guest.tryUnlink("d/file/")).isEqualTo(Errno.NOTDIR);
        assertThat(guest.readAll("d/file")).isEqualTo("file");
        assertThat(guest.tryUnlink("d/file")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryUnlink("d/file")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryUnlink("missing/")).isEqualTo(Errno.NOENT);
        assertThat(guest.names("d")).isEmpty();
    }

    @Rule(
            id = "I06",
            says = "unlink of a symbolic link removes the link, never what it leads to.",
            source = "WTS:unlink_file_trailing_slashes, LX",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void unlinkOfALink(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("file", "file");
        guest.symlink("d", "toDirectory");
        guest.symlink("file", "toFile");
        guest.symlink("nowhere", "dangling");
        assertThat(guest.tryUnlink("toDirectory/")).isEqualTo(Errno.NOTDIR);
        for (String name : new String[] {"toDirectory", "toFile", "dangling"}) {
            assertThat(guest.tryUnlink(name)).as(name).isEqualTo(Errno.SUCCESS);
            assertThat(guest.tryStat(name)).as(name).isEqualTo(Errno.NOENT);
        }
        assertThat(guest.names("d")).isEmpty();
        assertThat(guest.readAll("file")).isEqualTo("file");
    }

    @Rule(id = "I07", says = "unlink of a directory is ISDIR, however it is spelt.", source = "SPEC path_unlink_file")
    void unlinkOfADirectory(World world) {
        Guest guest = world.guest();
        String directory = world.sampleDirectory();
        for (String name : new String[] {directory, directory + "/", ".", "./", directory + "/.", directory + "/.."}) {
            assertThat(guest.tryUnlink(name)).as(name).isEqualTo(Errno.ISDIR);
        }
        assertThat(guest.tryStat(world.sampleFile())).isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "I08",
            says = "A file that is unlinked while open loses its name at once and stays usable; its name is free.",
            source = "LX, WTS3:set-size, PJD unlink/14",
            needs = {WRITABLE, RANDOM_ACCESS})
    void unlinkWhileOpen(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("d/file", "old content");
        int fd = guest.open("d/file", 0, READ | WRITE);
        int second = guest.open("d/file", 0, READ);
        Guest.Stat before = guest.stat(fd);
        guest.unlink("d/file");
        assertThat(guest.tryStat("d/file")).isEqualTo(Errno.NOENT);
        assertThat(guest.names("d")).isEmpty();
        assertThat(guest.read(fd, 3)).isEqualTo("old");
        assertThat(guest.write(fd, "+")).isEqualTo(1);
        assertThat(guest.seek(fd, 0)).isZero();
        assertThat(guest.read(fd, 100)).isEqualTo("old+content");
        assertThat(guest.trySetSize(fd, 4)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.pread(second, 100, 0)).isEqualTo("old+");
        Guest.Stat after = guest.stat(fd);
        assertThat(after.size()).isEqualTo(4);
        assertThat(after.links()).isZero();
        assertThat(after.inode()).isEqualTo(before.inode());

        int other = guest.open("d/file", CREAT | EXCL, READ | WRITE);
        assertThat(guest.stat(other).inode()).isNotEqualTo(before.inode());
        guest.write(other, "new");
        assertThat(guest.pread(fd, 100, 0)).isEqualTo("old+");
        assertThat(guest.readAll("d/file")).isEqualTo("new");
        for (int open : new int[] {fd, second, other}) {
            assertThat(guest.tryClose(open)).isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.names("d")).containsExactly("file");
        guest.unlink("d/file");
        assertThat(guest.tryRmdir("d")).as("nothing is left behind").isEqualTo(Errno.SUCCESS);
    }

    @Rule(
            id = "I08",
            says = "The room of an unlinked file is free once it is closed.",
            source = "LX",
            needs = {WRITABLE, LIMITED_CAPACITY})
    void roomOfAnUnlinkedFile(World world) {
        Guest guest = world.guest();
        int fd = guest.create("large");
        byte[] block = new byte[1 << 16];
        Errno errno = Errno.SUCCESS;
        for (int i = 0; i < 1024 && errno == Errno.SUCCESS; i++) {
            errno = guest.tryWrite(fd, block);
        }
        assertThat(errno).isEqualTo(Errno.NOSPC);
        guest.unlink("large");
        assertThat(guest.tryWrite(fd, block)).as("it is still open").isEqualTo(Errno.NOSPC);
        guest.close(fd);
        int next = guest.create("next");
        assertThat(guest.write(next, block)).isEqualTo(block.length);
    }

    @Rule(
            id = "I08",
            says = "A directory that is removed while open loses its name at once; nothing is made in it any more.",
            source = "LX",
            needs = WRITABLE)
    void rmdirWhileOpen(World world) {
        Guest guest = world.guest();
        guest.mkdir("d");
        guest.createFile("file", "");
        int fd = guest.openDirectory("d");
        long inode = guest.stat(fd).inode();
        guest.rmdir("d");
        assertThat(guest.tryStat("d")).isEqualTo(Errno.NOENT);
        assertThat(guest.stat(fd).links()).isZero();
        guest.mkdir("d");
        guest.createFile("d/other", "");
        assertThat(guest.stat("d").inode()).isNotEqualTo(inode);
        assertThat(guest.stat(fd).inode()).isEqualTo(inode);
        assertThat(guest.tryOpen(fd, "other", 0, 0, READ, 0)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryOpen(fd, "new", 0, CREAT, WRITE, 0)).isEqualTo(Errno.NOENT);
        assertThat(guest.tryMkdirAt(fd, "new")).isEqualTo(Errno.NOENT);
        assertThat(guest.tryRenameAt(ROOT, "file", fd, "new")).isEqualTo(Errno.NOENT);
        if (world.has(SYMBOLIC_LINKS)) {
            assertThat(guest.trySymlinkAt("x", fd, "new")).isEqualTo(Errno.NOENT);
        }
        if (world.has(HARD_LINKS)) {
            assertThat(guest.tryLinkAt(ROOT, 0, "file", fd, "new")).isEqualTo(Errno.NOENT);
        }
        assertThat(guest.tryClose(fd)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("d")).containsExactly("other");
    }
}
