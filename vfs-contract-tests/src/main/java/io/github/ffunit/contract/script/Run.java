package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.OpenSubject;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.contract.model.FdKind;
import io.github.ffunit.contract.model.Model;
import io.github.ffunit.vfs.preview1.FileType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One script on a fresh subject and on a fresh model in step, until it ends or they differ. */
final class Run {
    /**
     * What came of it.
     *
     * @param difference the first; null if there is none
     * @param trace what was called until then, a line each; empty if there is no difference
     * @param calls how many answers were compared
     */
    record Result(@Nullable Difference difference, List<String> trace, int calls) {}

    /** File systems without holes fill their disk, or the heap, with what lies before the end of a file. */
    private static final long LARGEST_FILE = 1 << 20;

    private static final int OPS_BETWEEN_FULL_COMPARISONS = 16;
    private static final long START = 1_000_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String ROOT_FD = "!3";

    private final Subject subject;
    private final OpenSubject open;
    private final Model model;
    private final Comparison comparison;
    private final Coverage coverage;
    private final boolean lenient;
    private final Clock clock;
    private final List<Supplier<String>> trace = new ArrayList<>();
    private int calls;
    private boolean over;
    // The property that decided the operation; empty while everything is compared.
    private String blame = "";
    private @Nullable Difference difference;

    /** The time that both sides see. */
    private static final class Clock {
        private long now = START;
    }

    private Run(Subject subject, boolean lenient, Coverage coverage, Clock clock, OpenSubject open) {
        this.subject = subject;
        this.lenient = lenient;
        this.coverage = coverage;
        this.clock = clock;
        this.open = open;
        this.model = Model.like(subject);
        this.comparison = new Comparison(subject, model);
    }

    /**
     * Runs a script.
     *
     * @param lenient whether the answers pass that a third party may give
     * @param coverage counts what was called
     */
    static Result of(Subject subject, Script script, boolean lenient, Coverage coverage) throws IOException {
        Clock clock = new Clock();
        try (OpenSubject open = subject.open(() -> clock.now)) {
            Run run = new Run(subject, lenient, coverage, clock, open);
            run.all(script.ops());
            return run.result();
        }
    }

    /** Few scripts fail, so only they are put into words. */
    private Result result() {
        List<String> lines = difference == null
                ? List.of()
                : trace.stream().map(Supplier::get).toList();
        return new Result(difference, lines, calls);
    }

    private void all(List<Op> ops) {
        for (int i = 0; i < ops.size() && !over; i++) {
            step(ops.get(i));
            boolean last = i == ops.size() - 1;
            if (!over && (last || (i + 1) % OPS_BETWEEN_FULL_COMPARISONS == 0)) {
                compareAll(ops.get(i));
            }
        }
    }

    private void step(Op op) {
        Bound bound = Bound.of(op, model);
        if (op.call().isHost()) {
            host(bound);
        } else if (!isLeftOut(bound)) {
            Outcome outcome = compare(bound, op, true);
            if (!over) {
                lookAround(op, bound, outcome);
            }
        }
    }

    /** Makes one call on both sides; the operation that it belongs to takes the blame. */
    private Outcome compare(Bound bound, Op blamed, boolean isItself) {
        Wasi1 wasi = open.wasi();
        FdKind kind = kindOf(bound);
        Outcome expected = bound.run(model);
        String rule = model.rule();
        if (isItself) {
            blame = rule;
        }
        Set<Integer> allowed = model.lenient(expected.errno());
        calls++;
        Outcome actual;
        try {
            actual = bound.run(wasi);
        } catch (RuntimeException | AssertionError e) {
            // No exception of the host may leave a call.
            fail(rule, bound, blamed, isItself, expected, allowed, e.getClass().getName(), "exception");
            return expected;
        }
        if (isItself) {
            coverage.count(bound.call(), expected.errno(), kind);
            trace.add(() -> Show.format("%-58s = %s", Show.call(bound), Show.answer(actual)));
        }
        boolean own = isItself || blame.isEmpty();
        String decisive = own || expected.errno() != actual.errno() ? rule : blame;
        if (expected.errno() != actual.errno()) {
            if (lenient && allowed.contains(actual.errno())) {
                // Where one side has done something and the other has not, they part in peace.
                over = (expected.errno() == 0) != (actual.errno() == 0);
                return expected;
            }
            String errnos = Show.errno(expected.errno()) + " " + Show.errno(actual.errno());
            fail(decisive, bound, blamed, isItself, expected, allowed, Show.answer(actual), errnos);
            return expected;
        }
        Comparison.Finding finding = comparison.compare(expected.value(), actual.value());
        if (finding != null) {
            String by = Objects.requireNonNullElse(finding.rule(), decisive);
            tell(bound, isItself, finding.expected(), finding.actual());
            difference = new Difference(
                    by, guilty(bound, blamed).word(), finding.expected(), finding.expected(), finding.actual(), "");
        }
        return expected;
    }

    /** What differs long after its cause goes by the name of the call that shows it. */
    private Call guilty(Bound bound, Op blamed) {
        return blame.isEmpty() ? bound.call() : blamed.call();
    }

    private void fail(
            String rule,
            Bound bound,
            Op blamed,
            boolean isItself,
            Outcome expected,
            Set<Integer> allowed,
            String actual,
            String errnos) {
        String strict = Show.answer(expected);
        tell(bound, isItself, strict, actual);
        String others = allowed.stream().map(Show::errno).sorted().collect(Collectors.joining(", "));
        difference = new Difference(rule, guilty(bound, blamed).word(), strict, others, actual, errnos);
    }

    private void tell(Bound bound, boolean isItself, String expected, String actual) {
        over = true;
        String what = isItself ? "" : Show.call(bound) + " ";
        trace.add(() -> "     %sexpected %s, got %s    <-- first difference".formatted(what, expected, actual));
    }

    private FdKind kindOf(Bound bound) {
        for (int i = 0; i < bound.call().kinds().size(); i++) {
            if (bound.call().kinds().get(i) == Kind.FD || bound.call().kinds().get(i) == Kind.DIR) {
                return model.kindOf(bound.fd(i));
            }
        }
        return FdKind.CLOSED;
    }

    /** What would fill memory, or sets what the subject does not have. */
    private boolean isLeftOut(Bound bound) {
        long end =
                switch (bound.call()) {
                    case FD_WRITE -> sum(model.writePosition(bound.fd(0)), bound.total(1));
                    case FD_PWRITE -> sum(bound.number(1), bound.total(2));
                    case FD_ALLOCATE -> sum(bound.number(1), bound.number(2));
                    case FD_FILESTAT_SET_SIZE -> bound.number(1);
                    default -> 0;
                };
        boolean large = end > LARGEST_FILE && end <= Model.MAX_SIZE && model.kindOf(bound.fd(0)) == FdKind.FILE;
        boolean times = bound.call() == Call.FD_FILESTAT_SET_TIMES || bound.call() == Call.PATH_FILESTAT_SET_TIMES;
        return large || (times && lacksTimes());
    }

    private boolean lacksTimes() {
        return !subject.has(Capability.SETTABLE_TIMES)
                || !subject.has(Capability.NANOSECOND_TIMES)
                || !subject.has(Capability.LINK_TIMES);
    }

    private static long sum(long first, long second) {
        long sum = first + second;
        return first >= 0 && second >= 0 && sum < 0 ? Long.MAX_VALUE : sum;
    }

    // ---- what the host does

    private void host(Bound bound) {
        Optional<Path> root = open.root();
        if (root.isEmpty()) {
            return;
        }
        try {
            if (isDone(bound, root.get())) {
                trace.add(() -> Show.call(bound));
            }
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            // The model could: so the subject has parted from it before, where no call has shown it.
            String actual = e.getClass().getName();
            trace.add(() -> Show.call(bound));
            tell(bound, true, "what the model has", actual);
            difference = new Difference("", bound.call().word(), "as in the model", "as in the model", actual, "");
        } catch (IOException | InvalidPathException e) {
            // The file system lets nobody do that, but the model has done it: from here on they cannot be compared.
            over = true;
        }
    }

    /** Does it on both sides; false if there is nothing to do. */
    private boolean isDone(Bound bound, Path root) throws IOException {
        String name = bound.text(0);
        return switch (bound.call()) {
            case HOST_CLOCK -> {
                clock.now += bound.number(0) * SECOND;
                model.setClock(clock.now);
                yield true;
            }
            case HOST_UNLINK -> {
                boolean was = model.hostUnlink(name);
                if (was) {
                    Files.delete(root.resolve(name));
                }
                yield was;
            }
            default -> {
                boolean can = subject.has(Capability.SYMBOLIC_LINKS) && model.hostLink(name, "../outside");
                if (can) {
                    Path target = root.getFileSystem().getPath("..", "outside");
                    Files.createSymbolicLink(root.resolve(name), target);
                }
                yield can;
            }
        };
    }

    // ---- comparisons beside the script

    private void check(Op op, Op blamed) {
        if (!over) {
            compare(Bound.of(op, model), blamed, false);
        }
    }

    /** After each operation: the open file, and the names that it was about. */
    private void lookAround(Op op, Bound bound, Outcome outcome) {
        for (int i = 0; i < op.words().size(); i++) {
            Kind kind = op.call().kinds().get(i);
            if (kind == Kind.FD || kind == Kind.TO) {
                checkOpen(bound.fd(i), op);
            } else if (kind == Kind.PATH) {
                check(
                        Op.of(
                                Call.PATH_FILESTAT_GET,
                                "!" + bound.fd(i - dirBefore(op, i)),
                                "0",
                                op.words().get(i)),
                        op);
            }
        }
        if (op.call() == Call.PATH_OPEN && outcome.value() instanceof Integer fd) {
            check(Op.of(Call.FD_FDSTAT_GET, "!" + fd), op);
            checkOpen(fd, op);
        }
    }

    /** How far before a path its directory stands. */
    private static int dirBefore(Op op, int path) {
        int back = 1;
        while (op.call().kinds().get(path - back) != Kind.DIR) {
            back++;
        }
        return back;
    }

    private void checkOpen(int fd, Op blamed) {
        if (model.kindOf(fd) == FdKind.FILE) {
            check(Op.of(Call.FD_TELL, "!" + fd), blamed);
        }
        check(Op.of(Call.FD_FILESTAT_GET, "!" + fd), blamed);
    }

    /** Everything: what is open, and what can be reached from the root. */
    private void compareAll(Op blamed) {
        blame = "";
        for (int fd : model.openNumbers()) {
            checkOpen(fd, blamed);
            check(Op.of(Call.FD_FDSTAT_GET, "!" + fd), blamed);
            if (model.kindOf(fd) == FdKind.FILE) {
                check(Op.of(Call.FD_PREAD, "!" + fd, "0", Long.toString(model.sizeOf(fd) + 1)), blamed);
            } else if (model.kindOf(fd) == FdKind.DIRECTORY) {
                check(Op.of(Call.FD_READDIR, "!" + fd, "4096"), blamed);
            }
        }
        for (Map.Entry<String, FileType> each : model.tree().entrySet()) {
            String path = Kind.encode(each.getKey());
            check(Op.of(Call.PATH_FILESTAT_GET, ROOT_FD, "0", path), blamed);
            switch (each.getValue()) {
                case DIRECTORY -> listing(path, blamed);
                case REGULAR_FILE -> content(path, blamed);
                case SYMBOLIC_LINK -> check(Op.of(Call.PATH_READLINK, ROOT_FD, path, "4096"), blamed);
                default -> {}
            }
        }
    }

    private void listing(String path, Op blamed) {
        open(path, "2", blamed, fd -> check(Op.of(Call.FD_READDIR, fd, "4096"), blamed));
    }

    private void content(String path, Op blamed) {
        open(path, "0", blamed, fd -> {
            long size = model.sizeOf(Integer.parseInt(fd.substring(1)));
            check(Op.of(Call.FD_PREAD, fd, "0", Long.toString(size + 1)), blamed);
        });
    }

    private interface WithOpen {
        void run(String fd);
    }

    private void open(String path, String flags, Op blamed, WithOpen use) {
        if (over) {
            return;
        }
        Op op = Op.of(Call.PATH_OPEN, ROOT_FD, "0", path, flags, "2", "0");
        Outcome opened = compare(Bound.of(op, model), blamed, false);
        if (!over && opened.value() instanceof Integer fd) {
            use.run("!" + fd);
            check(Op.of(Call.FD_CLOSE, "!" + fd), blamed);
        }
    }
}
