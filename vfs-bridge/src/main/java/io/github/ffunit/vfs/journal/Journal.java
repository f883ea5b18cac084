package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Preview1;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A record of all file calls of a guest: as text like that of strace, as typed events, and summed up. Give it to
 * {@code VfsBridge.builder().journal(journal)}, or put it in front of any other implementation with {@link #record}.
 *
 * <pre>{@code
 * path_open(3, "a", CREAT, R|W, 0) = 0 fd 4
 * fd_write(4, 10) = 0 10 at 0
 * fd_close(4) = 0
 * }</pre>
 *
 * <p>It keeps the first events up to a limit, and counts the others; the sums go on. Names are the guest's; no name of the host
 * and no time is in the text, so the same guest on the same files gives the same text.
 *
 * <p>Thread-safe. If several threads of a guest make calls at once, the events come in the order in which the calls ended. May be read at
 * any time.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Journal {
    private static final int DEFAULT_LIMIT = 1_000_000;

    private final int limit;
    private final List<JournalEvent> events = new ArrayList<>();
    private final Sums sums;
    private long calls;

    private Journal(int limit) {
        this.limit = limit;
        this.sums = new Sums(limit);
    }

    /** {@return an empty journal that keeps at most a million events, which is some hundred megabytes} */
    public static Journal create() {
        return new Journal(DEFAULT_LIMIT);
    }

    /**
     * Returns an empty journal.
     *
     * @param limit how many events it keeps at most, and also how many names of files and steps back; not negative
     * @return the journal
     * @throws IllegalArgumentException if the limit is negative
     */
    public static Journal withLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit [%d] must be 0 or more: a number of events".formatted(limit));
        }
        return new Journal(limit);
    }

    /**
     * Puts this journal in front of any implementation of the calls. Where a position is needed it asks the implementation, by
     * {@code fd_tell} with a memory of its own.
     *
     * @param calls does the calls; must answer with numbers of {@link Errno}
     * @param epochNanos the clock for the events, ns since 1970; read once at the end of each call, by any thread
     * @return the same calls, recorded
     */
    public Preview1 record(Preview1 calls, LongSupplier epochNanos) {
        return new JournaledCalls(
                Objects.requireNonNull(calls, "calls"), this, Objects.requireNonNull(epochNanos, "epochNanos"));
    }

    synchronized void add(Draft draft, long time) {
        calls++;
        if (events.size() < limit) {
            events.add(new JournalEvent(calls, draft, time));
        }
        if (draft.errno == Errno.SUCCESS) {
            sums.add(draft);
        }
    }

    synchronized void addSeekBack(SeekBack step) {
        sums.addSeekBack(step);
    }

    /** {@return the events that were kept, in order} */
    public synchronized List<JournalEvent> events() {
        return List.copyOf(events);
    }

    /** {@return how many events came after the limit was reached, and were not kept} */
    public synchronized long dropped() {
        return calls - events.size();
    }

    /** {@return one line for each event that was kept, each ended by a line feed, and one that says how many were not, if any} */
    public String text() {
        List<JournalEvent> kept;
        long more;
        synchronized (this) {
            kept = events();
            more = dropped();
        }
        String lines = kept.stream().map(event -> event + "\n").collect(Collectors.joining());
        return more == 0 ? lines : lines + "... and %d calls more: the limit is %d\n".formatted(more, limit);
    }

    /** {@return how many bytes {@code fd_read} and {@code fd_pread} gave the guest, of files, devices and streams} */
    public synchronized long bytesRead() {
        return sums.bytesRead();
    }

    /**
     * Returns how many bytes the guest read of one file.
     *
     * @param file as in {@link JournalEvent#file}
     * @return the sum over all times it was open; 0 if it was not
     */
    public synchronized long bytesRead(String file) {
        return sums.bytesRead(Objects.requireNonNull(file, "file"));
    }

    /** {@return how many bytes {@code fd_write} and {@code fd_pwrite} took from the guest, to files, devices and streams} */
    public synchronized long bytesWritten() {
        return sums.bytesWritten();
    }

    /**
     * Returns how many bytes the guest wrote to one file; bytes that were written twice count twice.
     *
     * @param file as in {@link JournalEvent#file}
     * @return the sum over all times it was open; 0 if it was not
     */
    public synchronized long bytesWritten(String file) {
        return sums.bytesWritten(Objects.requireNonNull(file, "file"));
    }

    /** {@return each {@code fd_seek} that went back, in order; {@code fd_pread} and {@code fd_pwrite} are found by their offsets in the events} */
    public synchronized List<SeekBack> seeksBackwards() {
        return sums.seeksBackwards();
    }

    /**
     * Returns the steps back in one file.
     *
     * @param file as in {@link JournalEvent#file}
     * @return each {@code fd_seek} that went back, in order
     */
    public synchronized List<SeekBack> seeksBackwards(String file) {
        Objects.requireNonNull(file, "file");
        return sums.seeksBackwards().stream()
                .filter(step -> file.equals(step.file()))
                .toList();
    }

    /** {@return what {@code path_open} opened, directories too: each name once, in the order of the first time} */
    public synchronized List<String> filesOpened() {
        return sums.filesOpened();
    }
}
