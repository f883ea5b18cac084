package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.Changes;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files the guest made, and which it found and changed, under their present names. Thread-safe. */
final class ChangeLog {
    private final Map<Path, Mount> created = new HashMap<>();
    private final Map<Path, Mount> changed = new HashMap<>();
    // Files from before that were removed: a new file of that name is a change of it.
    private final Set<Path> removed = new HashSet<>();

    synchronized void created(Mount mount, Path path) {
        if (mount.tracked()) {
            (removed.remove(path) ? changed : created).put(path, mount);
        }
    }

    synchronized void changed(Mount mount, Path path) {
        if (mount.tracked() && !created.containsKey(path)) {
            changed.put(path, mount);
        }
    }

    synchronized void removed(Mount mount, Path path) {
        changed.remove(path);
        if (mount.tracked() && created.remove(path) == null) {
            removed.add(path);
        }
    }

    /** A file, or with all its content a directory, got another name; what had that name before was reported removed. */
    synchronized void renamed(Mount mount, Path from, Path to, boolean directory) {
        if (directory) {
            rebase(created, from, to);
            rebase(changed, from, to);
        } else {
            removed(mount, from);
            created(mount, to);
        }
    }

    synchronized Changes summary() {
        return new Changes(sorted(created), sorted(changed));
    }

    private static void rebase(Map<Path, Mount> files, Path from, Path to) {
        Map<Path, Mount> before = Map.copyOf(files);
        files.clear();
        before.forEach((path, mount) -> files.put(InodeTable.rebase(path, from, to), mount));
    }

    private static List<Path> sorted(Map<Path, Mount> files) {
        return files.entrySet().stream()
                .sorted(Comparator.comparing(file -> file.getValue().guestPathOf(file.getKey())))
                .map(file -> file.getValue().hostPath(file.getKey()))
                .toList();
    }
}
