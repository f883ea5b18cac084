package io.github.ffunit;

import static io.github.ffunit.vfs.faults.CallKind.READ;
import static io.github.ffunit.vfs.faults.CallKind.WRITE;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.vfs.faults.Fault;
import io.github.ffunit.vfs.faults.FaultPlan;
import org.apiguardian.api.API;

/**
 * What files can be like. A test with a parameter of this type, from {@code @ParameterizedTest} with
 * {@link io.github.ffunit.params.IoConditions @IoConditions}, has a sandbox whose files are so while the test method runs.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @IoConditions
 * void thumbnail_whateverTheDiskDoes_isWholeOrMissing(IoCondition condition, @Media("h264-aac-2s.mp4") Path clip, @Work Path dir) {
 *     boolean done = thumbnailer.tryPoster(clip, dir.resolve("poster.png"));
 *     assertTrue(done || !condition.isHarmless());
 *     assertEquals(done, Files.exists(dir.resolve("poster.png")));
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public enum IoCondition {

    /** Nothing goes wrong. */
    NORMAL(true, FaultPlan.none()),
    /** Reading gives 509 bytes at most, so that nearly each record comes in parts. */
    SHORT_READS(true, FaultPlan.when(READ).thenTransferAtMost(509)),
    /** Writing takes 509 bytes at most. */
    SHORT_WRITES(true, FaultPlan.when(WRITE).thenTransferAtMost(509)),
    /** Files open as plain {@link java.nio.channels.SeekableByteChannel}s, as in many file systems that are not of the JDK. */
    NO_FILE_CHANNELS(true, FaultPlan.noFileChannels()),
    /** The second read fails with {@code EIO}, those after it do not. */
    READ_ERROR_ONCE(false, FaultPlan.when(READ).onCall(2).thenFail(Fault.ioError())),
    /** All reads from the second on fail with {@code EIO}. */
    READ_ERROR(false, FaultPlan.when(READ).fromCall(2).thenFail(Fault.ioError())),
    /** The first write fails with {@code EIO}, those after it do not: a small file may be written at once. */
    WRITE_ERROR_ONCE(false, FaultPlan.when(WRITE).onCall(1).thenFail(Fault.ioError())),
    /** The disk has room for 1,000 bytes more, then {@code ENOSPC}. */
    DISK_FULL(false, FaultPlan.diskOf(1_000));

    private final boolean harmless;

    @SuppressWarnings("ImmutableEnumChecker") // a plan does not change
    private final FaultPlan plan;

    IoCondition(boolean harmless, FaultPlan plan) {
        this.harmless = harmless;
        this.plan = plan;
    }

    /**
     * Whether a correct program does not notice: POSIX lets every call transfer less than it was asked to.
     *
     * @return false if something fails
     */
    public boolean isHarmless() {
        return harmless;
    }

    /** {@return what goes wrong, for a {@link io.github.ffunit.vfs.faults.FaultyFileSystem} of one's own} */
    public FaultPlan plan() {
        return plan;
    }
}
