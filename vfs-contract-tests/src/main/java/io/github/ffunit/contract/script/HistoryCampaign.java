package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Crew;
import io.github.ffunit.contract.OpenSubject;
import io.github.ffunit.contract.SerialOrder;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.TrialLoop;
import io.github.ffunit.contract.TrialReport;
import io.github.ffunit.contract.Trials;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.contract.model.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Rule O07 for long: what two to four threads see of at most twelve calls together, and what is there after them, must be what the
 * model gives for these calls in some order. Half of the histories are about open files that the threads share, and that are
 * closed and moved under them; the others about names. The calls come from the seed; how the threads meet is the machine's choice.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class HistoryCampaign {
    private static final String KEY = "O07";
    private static final int FEWEST_THREADS = 2;
    private static final int MOST_THREADS = 4;
    private static final int MOST_CALLS = 12;
    private static final int HANDFUL = 5;
    private static final long CLOCK = 1_000_000_000_000_000_000L;

    /** A file open as 4, and to append as 5, another as 6, and a directory. */
    private static final List<Op> SETUP = Script.parse(String.join(
                    ";",
                    "path_open !3 1 a 1 66 0",
                    "fd_write !4 6 1",
                    "path_open !3 1 a 0 66 1",
                    "path_open !3 1 b 1 66 0",
                    "path_create_directory !3 d"))
            .ops();

    /** What is left in the end. */
    private static final List<Op> LOOK = Script.parse(String.join(
                    ";",
                    "fd_tell !4",
                    "fd_tell !6",
                    "fd_pread !4 0 60",
                    "fd_pread !6 0 60",
                    "path_filestat_get !3 0 a",
                    "path_filestat_get !3 0 b",
                    "path_filestat_get !3 0 c",
                    "path_filestat_get !3 0 d",
                    "path_filestat_get !3 0 d/a"))
            .ops();

    private static final String[] ON_FILES = {
        "fd_write !4 2 1",
        "fd_write !4 1+2 2",
        "fd_write !4 3 3",
        "fd_write !5 2 4",
        "fd_write !5 3 5",
        "fd_read !4 2",
        "fd_read !4 1+2",
        "fd_read !5 3",
        "fd_pwrite !4 1 3 2",
        "fd_pwrite !4 8 2 3",
        "fd_pwrite !6 0 3 1",
        "fd_pread !4 0 10",
        "fd_pread !5 2 3+3",
        "fd_pread !6 0 5",
        "fd_seek !4 0 0",
        "fd_seek !4 1 1",
        "fd_seek !4 0 2",
        "fd_tell !4",
        "fd_filestat_set_size !4 2",
        "fd_filestat_set_size !5 9",
        "fd_allocate !4 0 8",
        "fd_filestat_get !4",
        "fd_fdstat_set_flags !4 1",
        "fd_fdstat_set_flags !4 0",
        "fd_renumber !5 !4",
        "fd_renumber !6 !4",
        "fd_renumber !4 !6",
        "fd_close !4",
        "fd_close !5",
        "fd_close !6"
    };

    /** Each {@code ?} is a name. */
    private static final String[] ON_NAMES = {
        "path_open !3 0 ? 5 66 0",
        "path_open !3 0 ? 5 66 0",
        "path_open !3 0 ? 1 66 0",
        "path_open !3 0 ? 8 66 0",
        "path_open !3 0 ? 2 2 0",
        "path_create_directory !3 ?",
        "path_remove_directory !3 ?",
        "path_unlink_file !3 ?",
        "path_unlink_file !3 ?",
        "path_rename !3 ? !3 ?",
        "path_rename !3 ? !3 ?",
        "path_link !3 0 ? !3 ?",
        "path_symlink a !3 ?",
        "path_readlink !3 ? 9",
        "path_filestat_get !3 0 ?",
        "path_filestat_get !3 1 ?",
        "fd_write !4 2 1",
        "fd_filestat_get !4"
    };

    private static final String[] NAMES = {"a", "b", "c", "c", "d", "d/a"};

    /** A call with what it was answered. */
    private record Event(Op op, int thread, int begin, int end, String answer) implements SerialOrder.Event {}

    private HistoryCampaign() {}

    /**
     * Runs histories, each on a fresh root.
     *
     * @param subject what to test; nothing is tried on one that cannot be written at any place
     * @param trials how many histories
     * @return what was found; it ends with the first history without an order
     * @throws IOException if the subject has no root to run in
     */
    public static TrialReport run(Subject subject, Trials trials) throws IOException {
        if (!subject.has(Capability.WRITABLE) || !subject.has(Capability.RANDOM_ACCESS)) {
            return TrialReport.NONE;
        }
        TrialLoop loop = new TrialLoop(trials, 1);
        return loop.run(i -> {
            List<List<Op>> threads = threads(AnyCalls.random(trials.seed(), i));
            String problem = problem(subject, threads);
            if (problem != null) {
                int calls = threads.stream().mapToInt(List::size).sum();
                loop.failed(KEY, () -> new TrialReport.Failed(KEY, i, 1, calls, problem));
            }
            return 1;
        });
    }

    /** Calls meet if they are few: each history has a handful, which its threads make over and over. */
    private static List<List<Op>> threads(SplittableRandom random) {
        String[] pool = random.nextBoolean() ? ON_FILES : ON_NAMES;
        List<Op> handful = new ArrayList<>();
        for (int i = random.nextInt(1, HANDFUL + 1); i > 0; i--) {
            handful.add(named(any(pool, random), random));
        }
        int count = random.nextInt(FEWEST_THREADS, MOST_THREADS + 1);
        List<List<Op>> threads = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            List<Op> calls = new ArrayList<>();
            for (int i = random.nextInt(1, MOST_CALLS / count + 1); i > 0; i--) {
                calls.add(handful.get(random.nextInt(handful.size())));
            }
            threads.add(calls);
        }
        return threads;
    }

    private static String any(String[] pool, SplittableRandom random) {
        return pool[random.nextInt(pool.length)];
    }

    private static Op named(String call, SplittableRandom random) {
        String text = call;
        while (text.contains("?")) {
            text = text.replaceFirst("\\?", any(NAMES, random));
        }
        return Op.parse(text);
    }

    private static @Nullable String problem(Subject subject, List<List<Op>> threads) throws IOException {
        try (OpenSubject open = subject.open(() -> CLOCK)) {
            List<Event> events = play(subject, open.wasi(), threads);
            boolean ordered = SerialOrder.exists(events, new Serial(subject, List.of()));
            return ordered ? null : "no serial order explains\n" + text(events);
        } catch (AssertionError | RuntimeException e) {
            return "a call did not answer: %s\n%s".formatted(e, threads);
        }
    }

    private static List<Event> play(Subject subject, Wasi1 wasi, List<List<Op>> threads) {
        SETUP.forEach(op -> Bound.literal(op).run(wasi));
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger clock = new AtomicInteger();
        List<Crew.Task> tasks = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            int thread = t + 1;
            List<Bound> calls = threads.get(t).stream().map(Bound::literal).toList();
            Wasi1 own = wasi.forThread();
            tasks.add(() -> calls.forEach(call -> events.add(event(subject, own, call, thread, clock))));
        }
        new Crew().together(tasks);
        LOOK.forEach(op -> events.add(event(subject, wasi, Bound.literal(op), 0, clock)));
        return events;
    }

    private static Event event(Subject subject, Wasi1 wasi, Bound call, int thread, AtomicInteger clock) {
        int begin = clock.getAndIncrement();
        Outcome outcome = call.run(wasi);
        return new Event(call.op(), thread, begin, clock.getAndIncrement(), seen(subject, outcome, call));
    }

    /** What of an answer does not depend on how a system counts inodes, links of directories, or free numbers. */
    private static String seen(Subject subject, Outcome outcome, Bound call) {
        Object value = outcome.value();
        if (outcome.errno() != 0 || value == null || call.call() == Call.PATH_OPEN) {
            return Show.errno(outcome.errno());
        }
        if (value instanceof Outcome.Stat stat) {
            return Show.stat(subject, stat);
        }
        if (value instanceof Wasi1.Filled filled) {
            StringBuilder text = new StringBuilder("read ").append(filled.count());
            filled.buffers().forEach(buffer -> text.append(' ').append(Show.bytes(buffer)));
            return text.toString();
        }
        return value.toString();
    }

    /**
     * The model after calls in one order.
     *
     * @param before in that order
     */
    private record Serial(Subject subject, List<Event> before) implements SerialOrder.State<Event> {
        /** The model cannot be copied, so all that came before is done again: these are few and short calls. */
        @Override
        public @Nullable Serial after(Event event) {
            Model model = Model.like(subject);
            SETUP.forEach(op -> Bound.literal(op).run(model));
            before.forEach(each -> Bound.literal(each.op()).run(model));
            Bound call = Bound.literal(event.op());
            if (!seen(subject, call.run(model), call).equals(event.answer())) {
                return null;
            }
            List<Event> all = new ArrayList<>(before);
            all.add(event);
            return new Serial(subject, all);
        }
    }

    private static String text(List<Event> events) {
        StringBuilder text = new StringBuilder();
        SETUP.forEach(op -> text.append(Show.format("first             %s\n", Show.call(Bound.literal(op)))));
        events.stream().sorted(Comparator.comparing(Event::begin)).forEach(event -> {
            String who = event.thread() == 0 ? "last    " : "thread " + event.thread();
            String call = Show.call(Bound.literal(event.op()));
            text.append(
                    Show.format("%s %3d-%-3d  %-40s = %s\n", who, event.begin(), event.end(), call, event.answer()));
        });
        return text.toString();
    }
}
