package io.github.ffunit.vfs.faults;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What shall go wrong in a {@link FaultyFileSystem}, and when. A plan reads as a sentence:
 *
 * <pre>{@code
 * FaultPlan.when(WRITE).of("*.mp4").onCall(3).thenFail(Fault.diskFull())
 * FaultPlan.when(READ).of("*.mp4").thenTransferAtMost(7)
 * FaultPlan.when(CLOSE).thenFail(Fault.ioError()).and(FaultPlan.diskOf(1_000_000))
 * }</pre>
 *
 * <p>Immutable: a plan holds no counts and may be used for many file systems. The counts are those of the file system,
 * and begin when the plan is set there. Null is nowhere allowed.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class FaultPlan {
    private static final FaultPlan NONE = new FaultPlan(List.of(), OptionalLong.empty(), true);

    private final List<Rule> rules;
    private final OptionalLong diskBytes;
    private final boolean fileChannels;

    private FaultPlan(List<Rule> rules, OptionalLong diskBytes, boolean fileChannels) {
        this.rules = List.copyOf(rules);
        this.diskBytes = diskBytes;
        this.fileChannels = fileChannels;
    }

    static FaultPlan of(Rule rule) {
        return new FaultPlan(List.of(rule), OptionalLong.empty(), true);
    }

    /** {@return the plan by which nothing goes wrong} */
    public static FaultPlan none() {
        return NONE;
    }

    /**
     * Starts a sentence about some kinds of calls.
     *
     * @param kind one kind
     * @param more others
     * @return the start of a sentence
     */
    public static FaultCondition when(CallKind kind, CallKind... more) {
        return FaultCondition.about(EnumSet.of(kind, more));
    }

    /** {@return the start of a sentence about calls of any kind} */
    public static FaultCondition whenAnyCall() {
        return FaultCondition.about(EnumSet.allOf(CallKind.class));
    }

    /**
     * Returns a plan in which the disk has room for some more bytes, over all files. Then:
     *
     * <ul>
     *   <li>A write takes the bytes that fit and returns their count; if none fits, it fails as
     *       {@link Fault#diskFull()} does.
     *       Overwriting what is there always fits. A gap that a write leaves is counted like written bytes.
     *   <li>A copy or a map that does not fit fails as a whole.
     *   <li>Cutting a file frees bytes, and so does deleting or replacing it, at once even if it is open. Each name of a file with
     *       several counts as a file, so deleting both names frees its bytes twice.
     *   <li>Directories, links and attributes need no room.
     * </ul>
     *
     * @param bytes how much room there is when the plan is set, beyond what the files have; not negative
     * @return the plan
     * @throws IllegalArgumentException if the number is negative
     */
    public static FaultPlan diskOf(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes [%d] must be 0 or more".formatted(bytes));
        }
        return new FaultPlan(List.of(), OptionalLong.of(bytes), true);
    }

    /**
     * Returns a plan in which there are no {@link java.nio.channels.FileChannel}s, as in file systems that have only the simpler
     * kind: opening a byte channel gives a plain {@link java.nio.channels.SeekableByteChannel}, and opening a file channel throws
     * {@link UnsupportedOperationException}. Channels that are open stay what they are.
     *
     * @return the plan
     */
    public static FaultPlan noFileChannels() {
        return new FaultPlan(List.of(), OptionalLong.empty(), false);
    }

    /**
     * Joins two plans. If several rules strike at one call, all hooks run, in order; then the first failure counts, and without one the
     * shortest transfer.
     *
     * @param other what shall go wrong too
     * @return a plan with the rules of both
     * @throws IllegalArgumentException if both limit the disk
     */
    public FaultPlan and(FaultPlan other) {
        Objects.requireNonNull(other, "other");
        if (diskBytes.isPresent() && other.diskBytes.isPresent()) {
            throw new IllegalArgumentException(
                    "both plans limit the disk, to [%d] and to [%d] bytes: a plan can have one diskOf"
                            .formatted(diskBytes.getAsLong(), other.diskBytes.getAsLong()));
        }
        List<Rule> both = new ArrayList<>(rules);
        both.addAll(other.rules);
        return new FaultPlan(
                both, diskBytes.isPresent() ? diskBytes : other.diskBytes, fileChannels && other.fileChannels);
    }

    Stream<Rule> rules() {
        return rules.stream();
    }

    OptionalLong diskBytes() {
        return diskBytes;
    }

    boolean fileChannels() {
        return fileChannels;
    }
}
