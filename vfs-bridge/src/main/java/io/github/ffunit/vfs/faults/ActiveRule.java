package io.github.ffunit.vfs.faults;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import org.jspecify.annotations.Nullable;

/** A rule at work: with its count of the calls that matched. Guarded by the {@link Injector}. */
final class ActiveRule {
    private final Rule rule;
    private final @Nullable PathMatcher files;
    private long matched;

    ActiveRule(Rule rule, FileSystem fileSystem) {
        this.rule = rule;
        Rule.Files chosen = rule.files();
        this.files = chosen == null ? null : chosen.matcher(fileSystem);
    }

    Rule.Effect effect() {
        return rule.effect();
    }

    /** Counts a call, and tells whether the rule strikes now. */
    boolean strikes(BackendCall call) {
        if (!matches(call) || call.offset() < rule.startByte()) {
            return false;
        }
        matched++;
        return isOn(matched);
    }

    /** How many bytes of a transfer come before the byte that the rule waits for; all of them if it does not strike there. */
    long bytesBefore(BackendCall call) {
        boolean waits = rule.startByte() > call.offset() && matches(call) && isOn(matched + 1);
        return waits ? Math.min(call.length(), rule.startByte() - call.offset()) : call.length();
    }

    private boolean isOn(long count) {
        return count >= rule.first() && count - rule.first() < rule.strikes();
    }

    private boolean matches(BackendCall call) {
        return rule.kinds().contains(call.kind()) && (isFile(call.path()) || isFile(call.other()));
    }

    private boolean isFile(@Nullable Path path) {
        return path != null && (files == null || files.matches(path));
    }
}
