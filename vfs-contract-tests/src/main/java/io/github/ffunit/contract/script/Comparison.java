package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.contract.model.Model;
import io.github.ffunit.contract.model.Stamp;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was stored by two calls that both succeeded. Remembers the inode numbers and times that a subject has chosen, which
 * must stay as they are while the model says so.
 */
final class Comparison {
    /** What a file has, as the model numbers it. */
    private record Id(long device, long inode) {}

    private record Known(Id id, Supplier<Boolean> life) {}

    private record TimeKey(Id id, char which, long version) {}

    /** What differs, and the property that forbids it; null if the call itself is to blame. */
    record Finding(@Nullable String rule, String expected, String actual) {}

    // As exactly as the JDK sets times of links.
    private static final long MICROSECOND = 1000;

    private final Subject subject;
    private final Model model;
    private final Map<Id, Id> subjectIds = new HashMap<>();
    private final Map<Id, Known> modelIds = new HashMap<>();
    private final Map<TimeKey, Long> times = new HashMap<>();

    Comparison(Subject subject, Model model) {
        this.subject = subject;
        this.model = model;
    }

    /** Null if they are the same. */
    @Nullable
    Finding compare(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Outcome.Stat stat && actual instanceof Outcome.Stat other) {
            return stats(stat, other);
        }
        if (expected instanceof Outcome.Listing listing && actual instanceof Outcome.Listing other) {
            return listings(listing, other);
        }
        if (expected instanceof Wasi1.Filled filled && actual instanceof Wasi1.Filled other) {
            return filled(filled, other);
        }
        if (expected instanceof byte[] bytes && actual instanceof byte[] other) {
            return Arrays.equals(bytes, other) ? null : finding(null, "bytes", Show.bytes(bytes), Show.bytes(other));
        }
        return String.valueOf(expected).equals(String.valueOf(actual))
                ? null
                : finding(null, "", String.valueOf(expected), String.valueOf(actual));
    }

    private static Finding finding(@Nullable String rule, String field, Object expected, Object actual) {
        String prefix = field.isEmpty() ? "" : field + " ";
        return new Finding(rule, prefix + expected, prefix + actual);
    }

    private @Nullable Finding filled(Wasi1.Filled expected, Wasi1.Filled actual) {
        if (expected.count() != actual.count()) {
            return finding(null, "n", expected.count(), actual.count());
        }
        if (model.rule().equals("M05")) {
            // Random bytes are any, by their nature.
            return null;
        }
        for (int i = 0; i < expected.buffers().size(); i++) {
            byte[] wanted = expected.buffers().get(i);
            byte[] got = actual.buffers().get(i);
            int at = Arrays.mismatch(wanted, got);
            if (at >= 0) {
                String field = "buffer %d byte %d".formatted(i, at);
                return finding(null, field, wanted[at], at < got.length ? got[at] : "missing");
            }
        }
        return null;
    }

    private @Nullable Finding stats(Outcome.Stat expected, Outcome.Stat actual) {
        if (expected.type() != actual.type()) {
            return finding(null, "type", expected.type(), actual.type());
        }
        boolean directory = expected.type() == FileType.DIRECTORY.code();
        boolean counted = subject.has(Capability.LINK_COUNTS);
        if (directory
                ? (expected.links() == 0) != (actual.links() == 0) && counted
                : counted && expected.links() != actual.links()) {
            return finding(null, "nlink", expected.links(), actual.links());
        }
        if (directory ? actual.size() < 0 || actual.size() > Model.MAX_SIZE : expected.size() != actual.size()) {
            return finding(directory ? "G04" : null, "size", expected.size(), actual.size());
        }
        if (expected.device() == 0) {
            // A stream lies nowhere.
            return null;
        }
        Finding identity = identity(
                new Id(expected.device(), expected.inode()), new Id(actual.device(), actual.inode()), model.life());
        return identity != null ? identity : times(expected, actual);
    }

    /** One file has one number for as long as it lives, and no other has it. */
    private @Nullable Finding identity(Id expected, Id actual, Supplier<Boolean> life) {
        Id before = subjectIds.putIfAbsent(expected, actual);
        if (before != null && !before.equals(actual)) {
            return finding("G03", "ino", "as before", "another");
        }
        Known holder = modelIds.get(actual);
        if (holder != null && !holder.id().equals(expected) && holder.life().get()) {
            return finding("G03", "ino", "of its own", "that of another file");
        }
        modelIds.put(actual, new Known(expected, life));
        return null;
    }

    private @Nullable Finding times(Outcome.Stat expected, Outcome.Stat actual) {
        Id id = new Id(expected.device(), expected.inode());
        boolean link = expected.type() == FileType.SYMBOLIC_LINK.code();
        Finding modified = time(id, 'm', model.modified(), actual.modified(), link ? MICROSECOND : 1);
        // Who else looked at a directory or a link, nobody can tell.
        boolean file = expected.type() == FileType.REGULAR_FILE.code();
        return modified != null || !file ? modified : time(id, 'a', model.accessed(), actual.accessed(), 1);
    }

    /**
     * @param unit to which a time that was set is kept, in ns
     */
    private @Nullable Finding time(Id id, char which, Stamp expected, long actual, long unit) {
        String field = which + "tim";
        Long known = expected.known();
        if (known != null) {
            return known / unit == actual / unit ? null : finding("G07", field, known, actual);
        }
        Long before = times.putIfAbsent(new TimeKey(id, which, expected.version()), actual);
        if (before != null && before != actual) {
            return finding("G12", field, "as before", "moved");
        }
        Long not = expected.not();
        return not != null && not == actual ? finding("G12", field, "moved", "as before") : null;
    }

    private @Nullable Finding listings(Outcome.Listing expected, Outcome.Listing actual) {
        Map<String, Outcome.Entry> wanted = byName(expected.entries());
        Map<String, Outcome.Entry> got = byName(actual.entries());
        if (actual.entries().size() != expected.entries().size()
                || !got.keySet().equals(wanted.keySet())) {
            return finding(null, "names", names(expected), names(actual));
        }
        for (Map.Entry<String, Outcome.Entry> each : wanted.entrySet()) {
            Outcome.Entry entry = got.get(each.getKey());
            if (entry != null && entry.type() != each.getValue().type()) {
                return finding(
                        "H02", "d_type of " + each.getKey(), each.getValue().type(), entry.type());
            }
        }
        return null;
    }

    private static Map<String, Outcome.Entry> byName(List<Outcome.Entry> entries) {
        Map<String, Outcome.Entry> map = new TreeMap<>();
        entries.forEach(entry -> map.put(entry.name(), entry));
        return map;
    }

    private static String names(Outcome.Listing listing) {
        return listing.entries().stream()
                .map(Outcome.Entry::name)
                .sorted()
                .toList()
                .toString();
    }
}
