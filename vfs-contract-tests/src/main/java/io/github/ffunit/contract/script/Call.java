package io.github.ffunit.contract.script;

import static io.github.ffunit.contract.script.Kind.ADVICE;
import static io.github.ffunit.contract.script.Kind.COOKIE;
import static io.github.ffunit.contract.script.Kind.DIR;
import static io.github.ffunit.contract.script.Kind.FD;
import static io.github.ffunit.contract.script.Kind.FD_FLAGS;
import static io.github.ffunit.contract.script.Kind.LENGTHS;
import static io.github.ffunit.contract.script.Kind.LOOKUP;
import static io.github.ffunit.contract.script.Kind.NAME;
import static io.github.ffunit.contract.script.Kind.OFFSET;
import static io.github.ffunit.contract.script.Kind.OPEN_FLAGS;
import static io.github.ffunit.contract.script.Kind.PATH;
import static io.github.ffunit.contract.script.Kind.RIGHTS;
import static io.github.ffunit.contract.script.Kind.ROOM;
import static io.github.ffunit.contract.script.Kind.SECONDS;
import static io.github.ffunit.contract.script.Kind.SEED;
import static io.github.ffunit.contract.script.Kind.STAMP;
import static io.github.ffunit.contract.script.Kind.STEP;
import static io.github.ffunit.contract.script.Kind.TEXT;
import static io.github.ffunit.contract.script.Kind.TIME_FLAGS;
import static io.github.ffunit.contract.script.Kind.TO;
import static io.github.ffunit.contract.script.Kind.WHENCE;

import io.github.ffunit.contract.Wasi1;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Everything that an operation can do: the calls, with how often each is drawn, and what happens on the host's side. */
enum Call {
    PATH_OPEN(
            16,
            (w, a) -> Outcome.of(
                    w.pathOpen(a.fd(0), a.flags(1), a.bytes(2), a.flags(3), a.number(4), Bound.ALL_RIGHTS, a.flags(5))),
            DIR,
            LOOKUP,
            PATH,
            OPEN_FLAGS,
            RIGHTS,
            FD_FLAGS),
    FD_WRITE(10, (w, a) -> Outcome.of(w.fdWrite(a.fd(0), a.parts(1, 2))), FD, LENGTHS, SEED),
    FD_READ(6, (w, a) -> Outcome.of(w.fdRead(a.fd(0), a.lengths(1))), FD, LENGTHS),
    FD_SEEK(7, (w, a) -> Outcome.of(w.fdSeek(a.fd(0), a.number(1), a.flags(2))), FD, STEP, WHENCE),
    FD_PWRITE(5, (w, a) -> Outcome.of(w.fdPwrite(a.fd(0), a.number(1), a.parts(2, 3))), FD, OFFSET, LENGTHS, SEED),
    FD_PREAD(5, (w, a) -> Outcome.of(w.fdPread(a.fd(0), a.number(1), a.lengths(2))), FD, OFFSET, LENGTHS),
    FD_FILESTAT_SET_SIZE(5, (w, a) -> Outcome.of(w.fdFilestatSetSize(a.fd(0), a.number(1))), FD, OFFSET),
    FD_ALLOCATE(3, (w, a) -> Outcome.of(w.fdAllocate(a.fd(0), a.number(1), a.number(2))), FD, OFFSET, OFFSET),
    FD_TELL(2, (w, a) -> Outcome.of(w.fdTell(a.fd(0))), FD),
    FD_ADVISE(
            1,
            (w, a) -> Outcome.of(w.fdAdvise(a.fd(0), a.number(1), a.number(2), a.flags(3))),
            FD,
            OFFSET,
            OFFSET,
            ADVICE),
    FD_SYNC(1, (w, a) -> Outcome.of(w.fdSync(a.fd(0))), FD),
    FD_DATASYNC(1, (w, a) -> Outcome.of(w.fdDatasync(a.fd(0))), FD),
    FD_CLOSE(5, (w, a) -> Outcome.of(w.fdClose(a.fd(0))), FD),
    FD_RENUMBER(2, (w, a) -> Outcome.of(w.fdRenumber(a.fd(0), a.fd(1))), FD, TO),
    FD_FDSTAT_GET(2, (w, a) -> Outcome.of(w.fdFdstatGet(a.fd(0)), Outcome.Fdstat::of), FD),
    FD_FDSTAT_SET_FLAGS(2, (w, a) -> Outcome.of(w.fdFdstatSetFlags(a.fd(0), a.flags(1))), FD, FD_FLAGS),
    FD_FDSTAT_SET_RIGHTS(
            1, (w, a) -> Outcome.of(w.fdFdstatSetRights(a.fd(0), a.number(1), a.number(2))), FD, RIGHTS, RIGHTS),
    FD_FILESTAT_GET(2, (w, a) -> Outcome.of(w.fdFilestatGet(a.fd(0)), Outcome.Stat::of), FD),
    FD_FILESTAT_SET_TIMES(
            2,
            (w, a) -> Outcome.of(w.fdFilestatSetTimes(a.fd(0), a.number(1), a.number(2), a.flags(3))),
            FD,
            STAMP,
            STAMP,
            TIME_FLAGS),
    FD_PRESTAT_GET(1, (w, a) -> Outcome.of(w.fdPrestatGet(a.fd(0))), FD),
    FD_PRESTAT_DIR_NAME(1, (w, a) -> Outcome.of(w.fdPrestatDirName(a.fd(0), a.flags(1))), FD, ROOM),
    FD_READDIR(2, (w, a) -> Outcome.list(w, a.fd(0), a.flags(1)), DIR, ROOM),
    /** One call with any cookie: only how many bytes it fills can be known, since names come in any order. */
    FD_READDIR_AT(
            1,
            (w, a) -> Outcome.of(w.fdReaddir(a.fd(0), a.flags(1), a.number(2)), Wasi1.Filled::count),
            DIR,
            ROOM,
            COOKIE),
    PATH_CREATE_DIRECTORY(8, (w, a) -> Outcome.of(w.pathCreateDirectory(a.fd(0), a.bytes(1))), DIR, PATH),
    PATH_REMOVE_DIRECTORY(4, (w, a) -> Outcome.of(w.pathRemoveDirectory(a.fd(0), a.bytes(1))), DIR, PATH),
    PATH_UNLINK_FILE(5, (w, a) -> Outcome.of(w.pathUnlinkFile(a.fd(0), a.bytes(1))), DIR, PATH),
    PATH_RENAME(6, (w, a) -> Outcome.of(w.pathRename(a.fd(0), a.bytes(1), a.fd(2), a.bytes(3))), DIR, PATH, DIR, PATH),
    PATH_LINK(
            4,
            (w, a) -> Outcome.of(w.pathLink(a.fd(0), a.flags(1), a.bytes(2), a.fd(3), a.bytes(4))),
            DIR,
            LOOKUP,
            PATH,
            DIR,
            PATH),
    PATH_SYMLINK(5, (w, a) -> Outcome.of(w.pathSymlink(a.bytes(0), a.fd(1), a.bytes(2))), TEXT, DIR, PATH),
    PATH_READLINK(2, (w, a) -> Outcome.of(w.pathReadlink(a.fd(0), a.bytes(1), a.flags(2))), DIR, PATH, ROOM),
    PATH_FILESTAT_GET(
            3,
            (w, a) -> Outcome.of(w.pathFilestatGet(a.fd(0), a.flags(1), a.bytes(2)), Outcome.Stat::of),
            DIR,
            LOOKUP,
            PATH),
    PATH_FILESTAT_SET_TIMES(
            3,
            (w, a) -> Outcome.of(
                    w.pathFilestatSetTimes(a.fd(0), a.flags(1), a.bytes(2), a.number(3), a.number(4), a.flags(5))),
            DIR,
            LOOKUP,
            PATH,
            STAMP,
            STAMP,
            TIME_FLAGS),
    /** The clock of the guest goes on. */
    HOST_CLOCK(1, SECONDS),
    /** The host removes a file of the root directory that no guest has open. */
    HOST_UNLINK(1, NAME),
    /** The host puts a link into the root directory that leads out of it. */
    HOST_ESCAPE(1, NAME);

    /** Makes the call with bound arguments. */
    @FunctionalInterface
    private interface Body {
        Outcome run(Wasi1 wasi, Bound.Arguments arguments);
    }

    private final int weight;
    private final boolean host;
    // Bodies hold nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Body body;

    // An immutable list.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Kind> kinds;

    Call(int weight, Body body, Kind... kinds) {
        this.weight = weight;
        this.host = false;
        this.body = body;
        this.kinds = List.of(kinds);
    }

    Call(int weight, Kind... kinds) {
        this.weight = weight;
        this.host = true;
        this.body = (wasi, arguments) -> {
            throw new IllegalStateException(Show.format("[%s] is no call of a guest", name()));
        };
        this.kinds = List.of(kinds);
    }

    static Call named(String word) {
        return Arrays.stream(values())
                .filter(call -> call.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Show.format(
                        "[%s] is no operation: it must be one of %s",
                        word, Arrays.stream(values()).map(Call::word).toList())));
    }

    /** Its name in the text of a script. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How often it is drawn, compared with others. */
    int weight() {
        return weight;
    }

    /** Whether the host does it, and not the guest. */
    boolean isHost() {
        return host;
    }

    List<Kind> kinds() {
        return kinds;
    }

    Outcome run(Wasi1 wasi, Bound.Arguments arguments) {
        return body.run(wasi, arguments);
    }
}
