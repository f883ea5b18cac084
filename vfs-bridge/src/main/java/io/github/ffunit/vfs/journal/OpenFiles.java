package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.Preview1;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The guest's names of what it has open. Thread-safe. */
final class OpenFiles {
    private static final int FIRST_PREOPEN = 3;
    private static final int PRESTAT_BYTES = 8;

    private final Map<Integer, String> names = new HashMap<>();

    OpenFiles(Preview1 calls) {
        names.put(0, "stdin");
        names.put(1, "stdout");
        names.put(2, "stderr");
        for (int fd = FIRST_PREOPEN; addPreopen(calls, fd); fd++) {
            // Each call does one; they have numbers in a row.
        }
    }

    private boolean addPreopen(Preview1 calls, int fd) {
        ArrayMemory prestat = new ArrayMemory(PRESTAT_BYTES);
        if (calls.fdPrestatGet(prestat, fd, 0) != Errno.SUCCESS.code()) {
            return false;
        }
        int length = prestat.getInt(Integer.BYTES);
        ArrayMemory name = new ArrayMemory(length);
        if (calls.fdPrestatDirName(name, fd, 0, length) != Errno.SUCCESS.code()) {
            return false;
        }
        names.put(
                fd, clean(StandardCharsets.UTF_8.decode(name.window(0, length)).toString()));
        return true;
    }

    synchronized @Nullable String name(int fd) {
        return names.get(fd);
    }

    /** The name of a path; null if it starts at something unknown. */
    @Nullable
    String name(int directory, @Nullable String path) {
        String start = name(directory);
        return start == null || path == null ? null : clean(start + "/" + path);
    }

    synchronized void opened(int fd, @Nullable String name) {
        if (name == null) {
            names.remove(fd);
        } else {
            names.put(fd, name);
        }
    }

    synchronized void closed(int fd) {
        names.remove(fd);
    }

    synchronized void renumbered(int from, int to) {
        opened(to, names.remove(from));
    }

    /** As text only: whether {@code ..} leads back depends on links, and is left alone. */
    private static String clean(String path) {
        StringBuilder text = new StringBuilder();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                text.append('/').append(name);
            }
        }
        return text.length() == 0 ? "/" : text.toString();
    }
}
