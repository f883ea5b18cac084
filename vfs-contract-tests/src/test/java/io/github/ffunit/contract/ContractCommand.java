package io.github.ffunit.contract;

import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.Failure;
import io.github.ffunit.contract.script.Script;
import io.github.ffunit.contract.verify.Profile;
import io.github.ffunit.contract.verify.Summary;
import io.github.ffunit.contract.verify.Verification;
import io.github.ffunit.contract.verify.VerificationReport;
import io.github.ffunit.contract.verify.ZooResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ./dev contract}: a profile of the suite on the file systems at hand, and on planted bugs. */
final class ContractCommand {
    static final int GREEN = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final String DEFAULT_SUBJECT = "jimfs-unix";
    private static final String ALL_SUBJECTS = "all";
    private static final String ZOO = "zoo";
    private static final long FIXED_SEED = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    private final Set<String> names = new LinkedHashSet<>();
    private final List<Path> parts = new ArrayList<>();
    private Profile profile = Profile.CI;
    private @Nullable Long seed;
    private Shard shard = Shard.WHOLE;
    private @Nullable Script replay;
    private Path directory = Path.of("target", "vfs-contract");

    /**
     * @param out gets one line for each subject, and what failed
     * @param err gets a line of progress, and errors
     * @param terminal whether somebody watches the progress
     */
    ContractCommand(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) throws IOException {
        boolean terminal = Boolean.getBoolean("ffunit.terminal");
        System.exit(new ContractCommand(System.out, System.err, terminal).run(List.of(arguments)));
    }

    /** Returns the exit code: 0 if nothing failed, 1 if something did, 2 if the arguments make no sense. */
    int run(List<String> arguments) throws IOException {
        List<Subject> subjects;
        try {
            parse(new ArrayDeque<>(arguments));
            subjects = subjects();
        } catch (IllegalArgumentException e) {
            return wrongUsage(e.getMessage());
        }
        if (replay != null) {
            return replay(subjects, replay);
        }
        Summary summary;
        if (parts.isEmpty()) {
            summary = verify(subjects);
        } else {
            try {
                summary = merge();
            } catch (NoSuchFileException e) {
                return wrongUsage("there is no [%s]: --merge takes folders of reports".formatted(e.getMessage()));
            } catch (IllegalArgumentException e) {
                return wrongUsage(e.getMessage());
            }
        }
        summary.write(directory);
        return summary.isGreen() ? GREEN : FAILED;
    }

    private int wrongUsage(@Nullable String problem) {
        err.printf("./dev contract: %s%n./dev help tells more.%n", problem);
        return WRONG_USAGE;
    }

    private void parse(Deque<String> rest) {
        while (!rest.isEmpty()) {
            String argument = rest.remove();
            switch (argument) {
                case "--profile" -> profile = Profile.named(value(argument, rest));
                case "--seed" -> seed = number(value(argument, rest));
                case "--shard" -> shard = Shard.parse(value(argument, rest));
                case "--replay" -> replay = Script.parse(value(argument, rest));
                case "--out" -> directory = Path.of(value(argument, rest));
                case "--merge" -> {
                    parts.add(Path.of(value(argument, rest)));
                    while (!rest.isEmpty() && !rest.element().startsWith("--")) {
                        parts.add(Path.of(rest.remove()));
                    }
                }
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("there is no option [%s]".formatted(argument));
                    }
                    names.add(argument);
                }
            }
        }
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("option [%s] needs a value".formatted(option));
        }
        return rest.remove();
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("seed [%s] must be a whole number".formatted(text), e);
        }
    }

    private List<Subject> subjects() throws IOException {
        if (names.contains(ALL_SUBJECTS)) {
            return Subjects.all();
        }
        List<Subject> all = new ArrayList<>(Subjects.all());
        all.addAll(Strangers.all());
        Set<String> wanted = names.isEmpty() ? Set.of(DEFAULT_SUBJECT) : names;
        List<Subject> subjects = new ArrayList<>();
        for (String name : wanted) {
            if (name.equals(ZOO)) {
                continue;
            }
            subjects.add(all.stream()
                    .filter(subject -> subject.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no subject [%s]: there are %s, %s, and %s"
                            .formatted(
                                    name,
                                    all.stream().map(Subject::name).collect(Collectors.joining(", ")),
                                    ALL_SUBJECTS,
                                    ZOO))));
        }
        return subjects;
    }

    private Summary verify(List<Subject> subjects) throws IOException {
        List<VerificationReport> reports = new ArrayList<>();
        for (Subject subject : subjects) {
            VerificationReport report = Verification.of(subject)
                    .profile(profile)
                    .seed(anySeed())
                    .shard(shard)
                    .progress(this::progress)
                    .reference(Subjects.host())
                    .run();
            endProgress();
            out.print(report.render());
            reports.add(report);
        }
        // It is one piece of work, which the first shard does.
        boolean zoo = names.contains(ZOO) && shard.has(0);
        return new Summary(reports, zoo ? zoo() : null);
    }

    private ZooResult zoo() throws IOException {
        List<Zoo.Find> finds = new Zoo(profile, anySeed()).search(this::progress);
        endProgress();
        String table = Zoo.table(finds);
        out.print(table);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("zoo.txt"), table);
        return Zoo.result(finds);
    }

    private void progress(String part) {
        if (terminal) {
            err.printf("\r\033[K%s", part);
        }
    }

    private void endProgress() {
        if (terminal) {
            err.print("\r\033[K");
        }
    }

    /** Deep runs look elsewhere each time; shards must agree, and so must be told. */
    private long anySeed() {
        if (seed == null) {
            boolean fixed = !profile.equals(Profile.DEEP) || !shard.equals(Shard.WHOLE);
            seed = fixed ? FIXED_SEED : new SecureRandom().nextLong();
        }
        return seed;
    }

    private Summary merge() throws IOException {
        List<Summary> summaries = new ArrayList<>();
        for (Path part : parts) {
            summaries.add(Summary.read(part));
        }
        Summary merged = Summary.merge(summaries);
        out.print(merged.render());
        return merged;
    }

    private int replay(List<Subject> subjects, Script script) throws IOException {
        int code = GREEN;
        for (Subject subject : subjects) {
            Failure failure = Campaign.on(subject).reference(Subjects.host()).replay(script);
            out.print(failure == null ? subject.name() + ": answered as by the model\n" : failure.render());
            code = failure == null ? code : FAILED;
        }
        return code;
    }
}
