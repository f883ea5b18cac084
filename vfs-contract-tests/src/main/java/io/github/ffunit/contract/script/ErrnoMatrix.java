package io.github.ffunit.contract.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case for each combination of what decides an answer: for a call on an open file its kind and an argument that is good, at the
 * edge or wrong, for a call on a path where it starts, what it leads to, how it is spelt and the flags.
 */
final class ErrnoMatrix implements Generator {
    /** A file, a full and an empty directory, links to all of them, to nothing and to themselves; a few of each kind open. */
    private static final String WORLD = String.join(
            ";",
            "path_open d0 1 a 1 66 0",
            "fd_write f0 10 1",
            "path_create_directory d0 d",
            "path_create_directory d0 e",
            "path_open d0 1 d/f 1 66 0",
            "path_symlink a d0 la",
            "path_symlink d d0 ld",
            "path_symlink missing d0 lm",
            "path_symlink ll d0 ll",
            "host_escape x",
            "path_open d0 1 a 0 2 0",
            "path_open d0 1 a 0 64 1",
            "path_open d0 1 d 2 0 0",
            "path_open d0 1 dev/null 0 66 0",
            "path_open d0 1 dev/urandom 0 2 0");

    private static final List<String> FDS =
            List.of("f0", "f1", "f2", "f3", "d0", "d1", "s0", "s2", "c0", "c1", "!77", "!-1");
    private static final List<String> STARTS = List.of("d0", "d1", "f0", "s0", "c0", "!77");
    private static final List<String> PATHS = List.of(
            "a",
            "a/",
            "d",
            "d/",
            "e",
            "e/",
            "d/f",
            "d/..",
            "d/.",
            ".",
            "la",
            "la/",
            "ld",
            "ld/",
            "ld/f",
            "lm",
            "lm/",
            "ll",
            "ll/f",
            "x",
            "x/a",
            "missing",
            "missing/",
            "missing/f",
            "a/f",
            "%",
            "/a",
            "../a",
            "a%00",
            "%ff",
            "n".repeat(256),
            "tmp",
            "tmp/n",
            "dev",
            "dev/null",
            "dev/n",
            "dev/null/");
    private static final List<String> TARGETS =
            List.of("a", "e", "d", "d/n", "n", "n/", "lm", "tmp/n", "dev/n", ".", "%", "/n", "x/n");

    private final List<Op> cases = new ArrayList<>();
    private final List<Op> world = Script.parse(WORLD).ops();

    ErrnoMatrix() {
        for (String fd : FDS) {
            onOpenFile(fd);
        }
        for (String start : STARTS) {
            for (String path : start.equals("d0") ? PATHS : List.of("a", "%", "f")) {
                onPath(start, path);
            }
        }
    }

    @Override
    public int most() {
        return cases.size();
    }

    @Override
    public Script script(int number) {
        List<Op> ops = new ArrayList<>(world);
        ops.add(cases.get(number));
        return new Script(ops);
    }

    private void each(String first, Stream<String> rest) {
        rest.forEach(words -> cases.add(Op.parse(first.replace("?", words))));
    }

    private void onOpenFile(String fd) {
        Stream.of("tell", "sync", "datasync", "close", "fdstat_get", "filestat_get", "prestat_get")
                .forEach(call -> cases.add(Op.parse("fd_%s %s".formatted(call, fd))));
        each("fd_read " + fd + " ?", Stream.of("5", "-", "0", "3+4"));
        each("fd_write " + fd + " ? 1", Stream.of("5", "-", "0", "3+4"));
        each("fd_pread " + fd + " ?", Stream.of("0 5", "size 5", "2^63-1 5", "2^63 5", "2^63 -"));
        each("fd_pwrite " + fd + " ? 1", Stream.of("0 5", "size+3 5", "2^40 5", "2^63-1 5", "2^63 5", "2^63 -"));
        each("fd_seek " + fd + " ?", Stream.of("0 0", "-1 0", "2^63-1 1", "2^63-1 2", "-1 2", "0 3"));
        each("fd_filestat_set_size " + fd + " ?", Stream.of("0", "size", "size+1", "2^40+1", "2^63-1", "2^63"));
        each("fd_allocate " + fd + " ?", Stream.of("0 1", "0 0", "size 5", "2^40 1", "2^63-1 1", "2^63 1", "0 2^63"));
        each("fd_advise " + fd + " ?", Stream.of("0 0 0", "0 0 5", "0 0 6", "2^63 0 0", "0 2^63 0"));
        each("fd_fdstat_set_flags " + fd + " ?", Stream.of("0", "1", "4", "16", "32"));
        each("fd_fdstat_set_rights " + fd + " ?", Stream.of("0 0", "2 0", "1073741823 0"));
        each("fd_filestat_set_times " + fd + " ?", Stream.of("1 2 5", "1 2 10", "1 2 0", "1 2 3", "1 2 12", "1 2 16"));
        each("fd_prestat_dir_name " + fd + " ?", Stream.of("1", "0", "9"));
        each("fd_readdir " + fd + " ?", Stream.of("4096", "30"));
        each("fd_readdir_at " + fd + " ?", Stream.of("4096 0", "10 0", "0 0", "100 2^62", "100 2^63"));
        each("fd_renumber " + fd + " ?", Stream.of("f0", "d0", "s0", "c0", "!77"));
    }

    private void onPath(String start, String path) {
        String at = start + " " + path;
        for (String lookup : List.of("0", "1")) {
            each(
                    "path_open %s %s %s ? 0".formatted(start, lookup, path),
                    Stream.of("0 2", "0 66", "1 66", "2 2", "5 66", "8 2", "13 66"));
            cases.add(Op.parse("path_filestat_get %s %s %s".formatted(start, lookup, path)));
            cases.add(Op.parse("path_filestat_set_times %s %s %s 1 2 5".formatted(start, lookup, path)));
        }
        each("path_open %s 1 %s ?".formatted(start, path), Stream.of("3 2 0", "10 2 0", "16 2 0", "0 2 32"));
        cases.add(Op.parse("path_filestat_get %s 2 %s".formatted(start, path)));
        cases.add(Op.parse("path_filestat_set_times %s 1 %s 1 2 3".formatted(start, path)));
        each("path_create_directory ?", Stream.of(at));
        each("path_remove_directory ?", Stream.of(at));
        each("path_unlink_file ?", Stream.of(at));
        each("path_readlink ?", Stream.of(at + " 100", at + " 2"));
        each("path_symlink ? " + at, Stream.of("a", "/a", "%"));
        for (String target : start.equals("d0") ? TARGETS : List.of("n")) {
            cases.add(Op.parse("path_rename %s d0 %s".formatted(at, target)));
            cases.add(Op.parse("path_link %s 0 %s d0 %s".formatted(start, path, target)));
        }
        cases.add(Op.parse("path_link %s 1 %s d0 n".formatted(start, path)));
        each("path_rename d0 a ?", Stream.of(at));
        each("path_link d0 0 a ?", Stream.of(at));
    }
}
