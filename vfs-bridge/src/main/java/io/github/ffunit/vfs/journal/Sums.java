package io.github.ffunit.vfs.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is counted of all calls, also of those that are not kept. Guarded by the journal. */
final class Sums {
    private final int limit;
    private final Map<String, Long> read = new LinkedHashMap<>();
    private final Map<String, Long> written = new LinkedHashMap<>();
    private final Set<String> opened = new LinkedHashSet<>();
    private final List<SeekBack> seeksBackwards = new ArrayList<>();
    private long bytesRead;
    private long bytesWritten;

    /**
     * @param limit how many of each to keep, so that no guest fills the memory
     */
    Sums(int limit) {
        this.limit = limit;
    }

    /** Counts a call that succeeded. */
    void add(Draft draft) {
        switch (draft.call) {
            case "fd_read", "fd_pread" -> {
                bytesRead += draft.count;
                count(read, draft);
            }
            case "fd_write", "fd_pwrite" -> {
                bytesWritten += draft.count;
                count(written, draft);
            }
            case "path_open" -> {
                if (draft.file != null && opened.size() < limit) {
                    opened.add(draft.file);
                }
            }
            default -> {}
        }
    }

    private void count(Map<String, Long> sums, Draft draft) {
        String file = draft.file;
        if (file != null && (sums.size() < limit || sums.containsKey(file))) {
            sums.merge(file, draft.count, Long::sum);
        }
    }

    void addSeekBack(SeekBack step) {
        if (seeksBackwards.size() < limit) {
            seeksBackwards.add(step);
        }
    }

    long bytesRead() {
        return bytesRead;
    }

    long bytesRead(String file) {
        return read.getOrDefault(file, 0L);
    }

    long bytesWritten() {
        return bytesWritten;
    }

    long bytesWritten(String file) {
        return written.getOrDefault(file, 0L);
    }

    List<SeekBack> seeksBackwards() {
        return List.copyOf(seeksBackwards);
    }

    List<String> filesOpened() {
        return List.copyOf(opened);
    }
}
