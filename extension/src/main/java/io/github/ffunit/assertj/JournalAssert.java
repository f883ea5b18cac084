package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.vfs.journal.Journal;
import io.github.ffunit.vfs.journal.JournalEvent;
import io.github.ffunit.vfs.journal.SeekBack;
import io.github.ffunit.vfs.preview1.Errno;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what a guest did to its files. Names of files are the guest's, as it wrote them, for instance {@code /sandbox/out.mp4}.
 *
 * <pre>{@code
 * assertThat(run).journal().neverSeeksBackwards("/sandbox/out.mp4").bytesReadAtMost("/sandbox/in.mp4", 262_144);
 * }</pre>
 *
 * <p>A file that the guest did not open at all is a failure, so that a wrong name is not taken for a good result. Where single calls matter, so is a
 * journal that did not keep all of them. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class JournalAssert extends AbstractMediaAssert<JournalAssert, Journal> {

    private static final Set<String> TRANSFERS = Set.of("fd_read", "fd_write", "fd_pread", "fd_pwrite");

    /** Only the text of an event has the flags of opening. */
    private static final Pattern CREATING =
            Pattern.compile("path_open\\([0-9]+, \"(?:[^\"\\\\]|\\\\.)*\", [A-Z|]*(?:CREAT|TRUNC).*");

    /** Calls that change what is there, if they succeed; {@code path_open} does by its flags. */
    private static final Set<String> CHANGES = Set.of(
            "fd_write",
            "fd_pwrite",
            "fd_allocate",
            "fd_filestat_set_size",
            "fd_filestat_set_times",
            "path_filestat_set_times",
            "path_create_directory",
            "path_remove_directory",
            "path_unlink_file",
            "path_rename",
            "path_link",
            "path_symlink");

    JournalAssert(@Nullable Journal journal, Subject subject) {
        super(journal, JournalAssert.class, subject);
    }

    // ---- how much

    /**
     * Asserts that the guest read no more than some bytes of a file; bytes that it read twice count twice.
     *
     * @param file the guest's name of it
     * @param bytes at most, not negative
     * @return this
     * @throws NullPointerException if {@code file} is null
     */
    public JournalAssert bytesReadAtMost(String file, long bytes) {
        return check(() -> {
            requireOpened(file);
            long read = journal().bytesRead(file);
            if (read > bytes) {
                throw difference(
                        bytes, read, "expected at most %d bytes to be read of [%s] but %d were", bytes, file, read);
            }
        });
    }

    /**
     * Asserts that the guest wrote no more than some bytes to a file; bytes that it wrote twice count twice.
     *
     * @param file the guest's name of it
     * @param bytes at most, not negative
     * @return this
     * @throws NullPointerException if {@code file} is null
     */
    public JournalAssert bytesWrittenAtMost(String file, long bytes) {
        return check(() -> {
            requireOpened(file);
            long written = journal().bytesWritten(file);
            if (written > bytes) {
                throw difference(
                        bytes,
                        written,
                        "expected at most %d bytes to be written to [%s] but %d were",
                        bytes,
                        file,
                        written);
            }
        });
    }

    // ---- in which order

    /**
     * Asserts that the guest never went back in a file, neither by {@code fd_seek} nor by a transfer at an offset before the end of the one
     * before: the file could as well be a pipe.
     *
     * @param file the guest's name of it
     * @return this
     * @throws NullPointerException if {@code file} is null
     */
    public JournalAssert neverSeeksBackwards(String file) {
        return check(() -> {
            requireOpened(file);
            requireComplete();
            List<SeekBack> steps = journal().seeksBackwards(file);
            if (!steps.isEmpty()) {
                throw problem(
                        "expected no step back in [%s] but found %d, the first from byte %d to %d",
                        file, steps.size(), steps.get(0).from(), steps.get(0).to());
            }
            Map<Integer, Long> reached = new HashMap<>();
            for (JournalEvent event : events(call -> file.equals(call.file()))) {
                if (event.call().equals("fd_close")) {
                    reached.remove(event.fd());
                } else if (TRANSFERS.contains(event.call()) && event.offset() >= 0 && event.count() > 0) {
                    Long end = reached.put(event.fd(), event.offset() + event.count());
                    if (end != null && event.offset() < end) {
                        throw problem(
                                "expected no step back in [%s] but call %d goes back from byte %d: %s",
                                file, event.number(), end, event);
                    }
                }
            }
        });
    }

    // ---- which files

    /**
     * Asserts which files and directories the guest opened, all of them.
     *
     * @param files the guest's names of them, in any order
     * @return this
     */
    public JournalAssert openedOnly(String... files) {
        return check(() -> {
            Set<String> expected = new TreeSet<>(List.of(files));
            Set<String> opened = new TreeSet<>(journal().filesOpened());
            if (!opened.equals(expected)) {
                throw difference(expected, opened, "expected that it opened %s but it opened %s", expected, opened);
            }
        });
    }

    /**
     * Asserts that the guest did not open a file.
     *
     * @param file the guest's name of it
     * @return this
     * @throws NullPointerException if {@code file} is null
     */
    public JournalAssert didNotOpen(String file) {
        requireNonNull(file, "file");
        return check(() -> {
            if (journal().filesOpened().contains(file)) {
                throw problem("expected that it did not open [%s] but it did", file);
            }
        });
    }

    /**
     * Asserts that the guest changed nothing outside of a directory: wrote, created, renamed, linked, cut or removed no other file. Streams, and devices
     * below {@code /dev}, do not count.
     *
     * @param directory the guest's name of it, absolute
     * @return this
     * @throws NullPointerException if {@code directory} is null
     */
    public JournalAssert changesNothingOutside(String directory) {
        requireNonNull(directory, "directory");
        return check(() -> {
            requireComplete();
            for (JournalEvent event : events(JournalAssert::changes)) {
                for (String file : new String[] {event.file(), event.other()}) {
                    if (file != null && file.startsWith("/") && !isIn("/dev", file) && !isIn(directory, file)) {
                        throw problem(
                                "expected no change outside of [%s] but call %d is %s",
                                directory, event.number(), event);
                    }
                }
            }
        });
    }

    private static boolean changes(JournalEvent event) {
        return event.errno() == Errno.SUCCESS
                && (CHANGES.contains(event.call())
                        || CREATING.matcher(event.toString()).matches());
    }

    private static boolean isIn(String directory, String file) {
        return file.equals(directory) || file.startsWith(directory.endsWith("/") ? directory : directory + "/");
    }

    // ---- reading

    private void requireOpened(String file) {
        requireNonNull(file, "file");
        if (!journal().filesOpened().contains(file)) {
            throw problem(
                    "expected that it opened [%s] but it opened %s",
                    file, journal().filesOpened());
        }
    }

    private void requireComplete() {
        if (journal().dropped() > 0) {
            throw problem(
                    "has only the first %d calls, %d more were not kept; look at a shorter run",
                    journal().events().size(), journal().dropped());
        }
    }

    private List<JournalEvent> events(Predicate<JournalEvent> which) {
        return journal().events().stream().filter(which).toList();
    }

    private Journal journal() {
        return requireNonNull(actual);
    }
}
