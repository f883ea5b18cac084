package io.github.ffunit.vfs.faults;

import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a sentence of a {@link FaultPlan}: which calls it is about. Without {@link #onCall} or {@link #fromCall} it is about
 * all that match. Immutable: each method returns a new condition. Null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class FaultCondition {
    private static final Set<CallKind> TRANSFERS = Set.of(CallKind.READ, CallKind.WRITE);

    private final Set<CallKind> kinds;
    private final Rule.@Nullable Files files;
    private final long first;
    private final long strikes;
    private final long startByte;

    private FaultCondition(Set<CallKind> kinds, Rule.@Nullable Files files, long first, long strikes, long startByte) {
        this.kinds = kinds;
        this.files = files;
        this.first = first;
        this.strikes = strikes;
        this.startByte = startByte;
    }

    static FaultCondition about(EnumSet<CallKind> kinds) {
        return new FaultCondition(Set.copyOf(kinds), null, 1, Long.MAX_VALUE, -1);
    }

    /**
     * Narrows it to some files. A call with two paths matches if one of them does.
     *
     * @param glob as in {@link java.nio.file.FileSystem#getPathMatcher}; without a slash it is matched with the last name of the path,
     *     with one with the whole absolute path
     * @return the narrower condition
     */
    public FaultCondition of(String glob) {
        Objects.requireNonNull(glob, "glob");
        return matching(fileSystem -> {
            PathMatcher matcher = fileSystem.getPathMatcher("glob:" + glob);
            return glob.contains("/") ? matcher : path -> matchesName(matcher, path);
        });
    }

    private static boolean matchesName(PathMatcher matcher, Path path) {
        Path name = path.getFileName();
        return name != null && matcher.matches(name);
    }

    /**
     * Narrows it to some files. A call with two paths matches if one of them does.
     *
     * @param matcher is given absolute paths of the {@link FaultyFileSystem}; must not call the file system
     * @return the narrower condition
     */
    public FaultCondition of(PathMatcher matcher) {
        Objects.requireNonNull(matcher, "matcher");
        return matching(fileSystem -> matcher);
    }

    private FaultCondition matching(Rule.Files newFiles) {
        if (files != null) {
            throw new IllegalStateException(
                    "the condition is narrowed to files twice: call of(...) once, with a matcher for both");
        }
        return new FaultCondition(kinds, newFiles, first, strikes, startByte);
    }

    /**
     * Narrows it to transfers that reach a byte of the file. One that starts before that byte ends before it, with a short count, and
     * does not count as a call that matches; one that starts there or behind matches.
     *
     * @param offset where in the file, in bytes; not negative
     * @return the narrower condition
     * @throws IllegalArgumentException if the offset is negative
     * @throws IllegalStateException if it is about other kinds than {@link CallKind#READ} and {@link CallKind#WRITE}
     */
    public FaultCondition fromByte(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset [%d] must be 0 or more".formatted(offset));
        }
        requireTransfers("fromByte");
        return new FaultCondition(kinds, files, first, strikes, offset);
    }

    /**
     * Narrows it to one call.
     *
     * @param k which of the calls that match, from 1
     * @return the narrower condition
     * @throws IllegalArgumentException if the number is below 1
     */
    public FaultCondition onCall(long k) {
        return fromCall(k).times(1);
    }

    /**
     * Narrows it to a call and all later ones.
     *
     * @param k which of the calls that match, from 1
     * @return the narrower condition
     * @throws IllegalArgumentException if the number is below 1
     */
    public FaultCondition fromCall(long k) {
        return new FaultCondition(kinds, files, atLeastOne("k", k), strikes, startByte);
    }

    /**
     * Limits how often it strikes; then it is over.
     *
     * @param n how many calls in a row, of those that match; at least 1
     * @return the narrower condition
     * @throws IllegalArgumentException if the number is below 1
     */
    public FaultCondition times(long n) {
        return new FaultCondition(kinds, files, first, atLeastOne("n", n), startByte);
    }

    /**
     * Ends the sentence: the calls fail, and change nothing. Only a failing {@link CallKind#CLOSE} closes nevertheless.
     *
     * @param fault what they fail with
     * @return the plan
     */
    public FaultPlan thenFail(Fault fault) {
        Objects.requireNonNull(fault, "fault");
        return plan(new Rule.Effect(fault, Long.MAX_VALUE, null));
    }

    /**
     * Ends the sentence: the transfers are short.
     *
     * @param bytes how many at most for each call; with 0, the calls do nothing and return 0, which channels may
     * @return the plan
     * @throws IllegalArgumentException if the number is negative
     * @throws IllegalStateException if it is about other kinds than {@link CallKind#READ} and {@link CallKind#WRITE}
     */
    public FaultPlan thenTransferAtMost(int bytes) {
        requireTransfers("thenTransferAtMost");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes [%d] must be 0 or more".formatted(bytes));
        }
        return plan(new Rule.Effect(null, bytes, null));
    }

    /**
     * Ends the sentence: something is done before the calls, for instance to let time pass on a test's clock. Nothing sleeps by itself.
     *
     * @param hook is given the call, on its thread; may use the file system, and what it throws fails the call
     * @return the plan
     */
    public FaultPlan thenRun(Consumer<BackendCall> hook) {
        Objects.requireNonNull(hook, "hook");
        return plan(new Rule.Effect(null, Long.MAX_VALUE, hook));
    }

    private FaultPlan plan(Rule.Effect effect) {
        return FaultPlan.of(new Rule(kinds, files, first, strikes, startByte, effect));
    }

    private void requireTransfers(String method) {
        if (!TRANSFERS.containsAll(kinds)) {
            throw new IllegalStateException(
                    "%s is for READ and WRITE only, and the condition is about [%s]: use when(READ, WRITE)"
                            .formatted(
                                    method,
                                    String.join(
                                            ", ",
                                            kinds.stream()
                                                    .map(Enum::name)
                                                    .sorted()
                                                    .toList())));
        }
    }

    private static long atLeastOne(String parameter, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s [%d] must be at least 1".formatted(parameter, value));
        }
        return value;
    }
}
