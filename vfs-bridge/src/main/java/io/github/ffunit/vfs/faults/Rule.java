package io.github.ffunit.vfs.faults;

import java.nio.file.FileSystem;
import java.nio.file.PathMatcher;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of a plan.
 *
 * @param kinds calls that it is about
 * @param files files that it is about; null for all
 * @param first at which call that matches it begins, from 1
 * @param strikes for how many calls it lasts
 * @param startByte which byte a transfer must reach; -1 for any call
 * @param effect what it does
 */
record Rule(Set<CallKind> kinds, @Nullable Files files, long first, long strikes, long startByte, Effect effect) {

    /** Makes the matcher of files, for which some need the file system. */
    @FunctionalInterface
    interface Files {
        PathMatcher matcher(FileSystem fileSystem);
    }

    /**
     * What happens.
     *
     * @param fault thrown; null for none
     * @param maxBytes longest transfer
     * @param hook run first; null for none
     */
    record Effect(
            @Nullable Fault fault, long maxBytes, @Nullable Consumer<BackendCall> hook) {}
}
