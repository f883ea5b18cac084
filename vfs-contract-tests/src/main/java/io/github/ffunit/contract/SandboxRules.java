package io.github.ffunit.contract;

import static io.github.ffunit.contract.Capability.ARBITRARY_NAMES;
import static io.github.ffunit.contract.Capability.SYMBOLIC_LINKS;
import static io.github.ffunit.contract.Capability.WRITABLE;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Section L: nothing outside of the directories that a guest was given is within its reach. */
final class SandboxRules {
    private static final String SECRET = "what lies outside";

    private static final int ROUNDS = 200;
    private static final int MOST_OPENS = 200_000;

    /** Two directories side by side: the guest gets the first, and must not notice the second. */
    private record Pair(Path inside, Path outside) {
        static Pair in(Path root) throws IOException {
            Path inside = Files.createDirectory(root.resolve("inside"));
            Path outside = Files.createDirectory(root.resolve("outside"));
            Files.writeString(outside.resolve("secret"), SECRET);
            Files.createDirectory(outside.resolve("empty"));
            return new Pair(inside, outside);
        }
    }

    private static void everyCallIsPerm(Guest guest, String other, int dir, String path) {
        for (CallOnPath call : CallOnPath.all(other)) {
            assertThat(call.run(guest, dir, path))
                    .as("%s of %s", call.name(), path)
                    .isEqualTo(Errno.PERM);
        }
    }

    @Rule(id = "L01", says = "An absolute path is PERM in every call.", source = "WTS:interesting_paths, WTS3")
    void absolutePaths(World world) {
        String file = world.sampleFile();
        for (String path : new String[] {"/", "//", "/" + file, "/tmp/x", "/dev/null", "/./" + file, "/../x"}) {
            everyCallIsPerm(world.guest(), file, ROOT, path);
        }
    }

    @Rule(
            id = "L02",
            says = "'..' above the directory of a call is PERM, even where it would come back in.",
            source = "WTS:interesting_paths, WTS3:dotdot")
    void aboveTheStart(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        String directory = world.sampleDirectory();
        for (String path : new String[] {
            "..",
            "../",
            "../x",
            "./..",
            "tmp/../..",
            "tmp/../../tmp/x",
            world.aroundToRoot() + "/../" + directory,
            "../" + file
        }) {
            everyCallIsPerm(guest, file, ROOT, path);
        }
        int fd = guest.openDirectory(directory);
        for (String path : new String[] {"..", "../", "../" + file, "../" + directory + "/x", "./../tmp/x"}) {
            everyCallIsPerm(guest, file, fd, path);
        }
    }

    @Rule(
            id = "L03",
            says = "'..' inside a path needs what stands before it: a missing name is NOENT, a file NOTDIR.",
            source = "LX, WT")
    void innerDotDot(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        assertThat(guest.readAllBytes(world.aroundToRoot() + "/" + file)).isEqualTo(world.sampleContent());
        for (CallOnPath call : CallOnPath.all(file)) {
            assertThat(call.run(guest, ROOT, "missing/../x")).as(call.name()).isEqualTo(Errno.NOENT);
            assertThat(call.run(guest, ROOT, file + "/../x")).as(call.name()).isEqualTo(Errno.NOTDIR);
        }
    }

    @Rule(
            id = "L03",
            says = "'..' behind a link to a directory is the parent of what the link leads to.",
            source = "LX, WT",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void dotDotBehindALink(World world) {
        Guest guest = world.guest();
        guest.mkdir("a");
        guest.mkdir("a/b");
        guest.createFile("a/f", "in a");
        guest.createFile("f", "at the top");
        guest.symlink("a/b", "link");
        assertThat(guest.readAll("link/../f")).isEqualTo("in a");
        assertThat(guest.readAll("link/../../f")).isEqualTo("at the top");
        assertThat(guest.tryOpen("link/../../../f", 0, READ)).isEqualTo(Errno.PERM);
        assertThat(guest.tryMkdir("link/../made")).isEqualTo(Errno.SUCCESS);
        assertThat(guest.names("a")).containsExactlyInAnyOrder("b", "f", "made");
    }

    @Rule(
            id = "L04",
            says =
                    "A link that leads out is PERM in every call that would follow it; nothing outside is read or changed.",
            source = "WTS3, cap-std",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void linksThatLeadOut(World world) throws IOException {
        Pair pair = Pair.in(world.root());
        Path inside = pair.inside();
        Files.createDirectory(inside.resolve("d"));
        Files.writeString(inside.resolve("file"), "inside");
        link(inside, "parent", "..");
        link(inside, "out", "../outside");
        link(inside, "roundabout", "d/../../outside");
        link(inside, "chain", "out");
        link(inside, "longChain", "d/chain");
        link(inside, "d/chain", "../chain");
        link(inside, "back", "../inside");
        Files.createSymbolicLink(inside.resolve("absolute"), pair.outside().toAbsolutePath());
        Files.createSymbolicLink(inside.resolve("absoluteInside"), inside.toAbsolutePath());
        Files.createSymbolicLink(inside.resolve("root"), inside.toAbsolutePath().getRoot());
        SortedMap<String, String> before = Tree.of(world.root());
        Guest guest = world.reopen(builder -> builder.root(inside));
        for (String name : List.of(
                "parent",
                "out",
                "roundabout",
                "chain",
                "longChain",
                "d/chain",
                "back",
                "absolute",
                "absoluteInside",
                "root")) {
            for (String rest : new String[] {"/secret", "/empty", "/x", "/outside/secret", "/file", "/.", "/.."}) {
                everyCallIsPerm(guest, "file", ROOT, name + rest);
            }
            for (CallOnPath call : CallOnPath.all("file")) {
                if (call.followsLast()) {
                    assertThat(call.run(guest, ROOT, name))
                            .as("%s of %s", call.name(), name)
                            .isEqualTo(Errno.PERM);
                }
            }
        }
        link(inside, "toSecret", "../outside/secret");
        assertThat(guest.tryOpen("toSecret", 0, READ)).isEqualTo(Errno.PERM);
        assertThat(guest.tryOpen("toSecret", Guest.TRUNC, WRITE)).isEqualTo(Errno.PERM);
        guest.unlink("toSecret");
        assertThat(Tree.of(world.root())).isEqualTo(before);
    }

    private static void link(Path directory, String name, String text) throws IOException {
        Files.createSymbolicLink(
                directory.resolve(name), directory.getFileSystem().getPath(text));
    }

    @Rule(
            id = "L05",
            says = "What is syntax to some file system is a plain name or INVAL, and never leads out.",
            source = "ours",
            needs = WRITABLE)
    void foreignSyntax(World world) throws IOException {
        Pair pair = Pair.in(world.root());
        SortedMap<String, String> outside = Tree.of(pair.outside());
        Guest guest = world.reopen(builder -> builder.root(pair.inside()));
        List<Errno> answers = world.has(ARBITRARY_NAMES) ? List.of(Errno.SUCCESS) : List.of(Errno.SUCCESS, Errno.INVAL);
        for (String name : new String[] {
            "..\\outside\\x",
            "..\\outside\\secret",
            "a\\b",
            "\\x",
            "\\\\srv\\share\\x",
            "C:x",
            "C:\\x",
            "C:",
            "a:b",
            "secret::$DATA",
            "NUL",
            "CON",
            "aux.txt",
            "COM1",
            "a.",
            "a ",
            "...",
            " ",
            ".. ",
            "\\..\\..\\x",
            "a*?\"<>|b"
        }) {
            Errno errno = guest.tryMkdir(name);
            assertThat(errno).as(name).isIn(answers);
            if (errno == Errno.SUCCESS) {
                assertThat(guest.names(".")).as(name).contains(name);
                guest.createFile(name + "/inner", "inner");
                assertThat(Tree.of(pair.inside())).as(name).hasSize(3);
                guest.unlink(name + "/inner");
                guest.rmdir(name);
            }
            for (CallOnPath call : CallOnPath.all("missing")) {
                if (!call.name().equals("path_open CREAT")) {
                    call.run(guest, ROOT, name);
                    guest.tryUnlink(name);
                    guest.tryRmdir(name);
                }
            }
            assertThat(Tree.of(pair.inside())).as("after %s", name).hasSize(1);
        }
        assertThat(guest.tryOpen("../outside/secret", 0, READ)).isEqualTo(Errno.PERM);
        assertThat(Tree.of(pair.outside())).isEqualTo(outside);
        assertThat(Tree.of(world.root()).keySet()).hasSize(3 + 2);
    }

    @Rule(
            id = "L06",
            says =
                    "A guest whose files lie in another file system never touches the host's, not even by the same names.",
            source = "AF TestNoHostFilesystemAccess",
            needs = WRITABLE)
    void hostCanary(World world) throws IOException {
        Path canary = Files.createTempDirectory("vfs-contract-canary");
        try {
            Files.writeString(canary.resolve("file"), "canary");
            SortedMap<String, String> before = Tree.of(canary);
            Guest guest = world.guest();
            String names = "";
            // The host's absolute path, name by name, below the guest's root; /tmp would be the guest's own.
            guest.mkdir("root");
            for (Path name : canary.toAbsolutePath()) {
                names += "/" + name;
                guest.mkdir("root" + names);
            }
            String directory = "root" + names;
            guest.createFile(directory + "/file", "guest");
            guest.createFile(directory + "/new", "guest");
            guest.mkdir(directory + "/d");
            guest.rename(directory + "/file", directory + "/d/file");
            assertThat(guest.readAll(directory + "/d/file")).isEqualTo("guest");
            guest.unlink(directory + "/d/file");
            guest.rmdir(directory + "/d");
            everyCallIsPerm(guest, directory + "/new", ROOT, canary.toAbsolutePath() + "/file");
            assertThat(guest.names(directory)).containsExactly("new");
            assertThat(Tree.of(canary)).isEqualTo(before);
        } finally {
            Files.delete(canary.resolve("file"));
            Files.delete(canary);
        }
    }

    @Rule(
            id = "L07",
            says =
                    "While one thread swaps a directory for a link that leads out, another that opens through it never gets out.",
            source = "cap-std",
            needs = {WRITABLE, SYMBOLIC_LINKS})
    void race(World world) throws IOException {
        Pair pair = Pair.in(world.root());
        SortedMap<String, String> outside = Tree.of(pair.outside());
        Guest guest = world.reopen(builder -> builder.root(pair.inside()));
        guest.mkdir("d");
        guest.createFile("d/secret", "inside");
        guest.symlink("../outside", "link");
        AtomicInteger rounds = new AtomicInteger();
        Crew crew = new Crew();
        crew.loop("swapper", () -> {
            Guest swapper = world.newGuest();
            return () -> {
                swapper.rename("d", "aside");
                swapper.rename("link", "d");
                // The other thread shall come by while the way out is open, and while it is not.
                LockSupport.parkNanos(1);
                swapper.rename("d", "link");
                swapper.rename("aside", "d");
                LockSupport.parkNanos(1);
                rounds.incrementAndGet();
            };
        });
        int opened = 0;
        // On a busy machine the other thread may not run for long; one that has failed makes no more rounds.
        for (int i = 0; i < 2_000 || ((rounds.get() < ROUNDS || opened == 0) && i < MOST_OPENS); i++) {
            Answer<Integer> fd = open(guest, "d/secret", 0, READ);
            if (fd.value() != null) {
                assertThat(guest.read(fd.value(), 100)).isEqualTo("inside");
                guest.close(fd.value());
                opened++;
            }
            Answer<Integer> made = open(guest, "d/made", CREAT, WRITE);
            if (made.value() != null) {
                guest.close(made.value());
            }
        }
        crew.finish();
        assertThat(opened).as("times that it was open").isPositive();
        assertThat(Tree.of(pair.outside())).isEqualTo(outside);
    }

    private static Answer<Integer> open(Guest guest, String path, int openFlags, long rights) {
        Answer<Integer> answer =
                guest.wasi().pathOpen(ROOT, FOLLOW, path.getBytes(UTF_8), openFlags, rights, rights, 0);
        assertThat(Guest.errno(answer.errno())).as(path).isIn(Errno.SUCCESS, Errno.NOENT, Errno.PERM);
        return answer;
    }

    @Rule(
            id = "L08",
            says =
                    "Once the root is closed no path starts from it; directories opened before reach their subtree only.",
            source = "WTS:close_preopen")
    void closedRoot(World world) {
        Guest guest = world.guest();
        String file = world.sampleFile();
        int fd = guest.openDirectory(world.sampleDirectory());
        String name = file.substring(world.sampleDirectory().length() + 1);
        guest.close(ROOT);
        for (CallOnPath call : CallOnPath.all(file)) {
            assertThat(call.run(guest, ROOT, "x")).as(call.name()).isEqualTo(Errno.BADF);
        }
        assertThat(guest.tryStatAt(fd, FOLLOW, name)).isEqualTo(Errno.SUCCESS);
        assertThat(guest.tryOpen(fd, "..", FOLLOW, 0, 0, 0)).isEqualTo(Errno.PERM);
        assertThat(guest.tryOpen(fd, "../" + file, FOLLOW, 0, READ, 0)).isEqualTo(Errno.PERM);
        int reopened = guest.openAt(fd, name, 0, READ);
        assertThat(reopened).as("the root's number is free").isEqualTo(ROOT);
        assertThat(guest.tryOpen(file, 0, READ)).as("a file is no directory").isEqualTo(Errno.NOTDIR);
    }
}
