package io.github.ffunit.contract.script;

import io.github.ffunit.contract.model.FdKind;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** How often each call met each errno on each kind of open file. Not thread-safe. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Coverage {
    private final SortedMap<String, Long> cells = new TreeMap<>();

    Coverage() {}

    void count(Call call, int errno, FdKind kind) {
        cells.merge("%s %s %s".formatted(call.word(), Show.errno(errno), kind), 1L, Long::sum);
    }

    /** {@return counts by cell: a call, an errno and the kind of its first open file, with blanks between them} */
    public SortedMap<String, Long> cells() {
        return Collections.unmodifiableSortedMap(cells);
    }
}
