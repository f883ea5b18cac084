package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One walk along a path, name by name, from a directory that the guest has open. The walk follows links itself and keeps the
 * directories it came through, so that {@code ..} is the parent it came from and never leads above the start. The
 * file system only ever resolves single names.
 */
final class PathWalk {
    /** What to do with a symbolic link at the end of a path. */
    enum Last {
        /** Follow it. */
        FOLLOW,
        /** Return the link, unless a slash after it asks for its target. */
        NOFOLLOW,
        /** Return the link, whatever comes after it. */
        KEEP
    }

    private static final int MAX_LINKS = 40;

    private final OpenDirectory start;
    private final Last last;
    private final Deque<Node> directories = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private boolean slash;
    private int links;

    private PathWalk(OpenDirectory start, Last last) throws ErrnoException {
        this.start = start;
        this.last = last;
        directories.push(start.start());
    }

    static Target walk(OpenDirectory start, String path, Last last) throws IOException {
        PathWalk walk = new PathWalk(start, last);
        walk.slash = path.endsWith("/");
        walk.enqueue(path);
        return walk.run();
    }

    private Target run() throws IOException {
        String name = ".";
        while (!names.isEmpty()) {
            name = names.pop();
            if (name.equals("..")) {
                leave();
            } else if (!name.equals(".")) {
                Target end = enter(name);
                if (end != null) {
                    return end;
                }
            }
        }
        Node end = directories.size() == 1 ? start.node() : here();
        return new Target(here(), name, end, slash);
    }

    /** Goes one name down; returns the end of the walk if this is it. */
    private @Nullable Target enter(String name) throws IOException {
        Node child = here().child(name);
        boolean end = names.isEmpty();
        if (child != null && child.isLink() && (!end || followsLast())) {
            follow(child);
            return null;
        }
        if (end) {
            return new Target(here(), name, child, slash);
        }
        if (child == null) {
            throw new ErrnoException(Errno.NOENT);
        }
        if (!child.isDirectory()) {
            throw new ErrnoException(Errno.NOTDIR);
        }
        directories.push(child);
        return null;
    }

    private boolean followsLast() {
        return last == Last.FOLLOW || (last == Last.NOFOLLOW && slash);
    }

    private void follow(Node link) throws IOException {
        if (++links > MAX_LINKS) {
            throw new ErrnoException(Errno.LOOP);
        }
        String text = link.linkText();
        if (text.startsWith("/") || link.mount().fileSystem().getPath(text).getRoot() != null) {
            throw new ErrnoException(Errno.PERM);
        }
        if (text.isEmpty()) {
            throw new ErrnoException(Errno.NOENT);
        }
        slash |= names.isEmpty() && text.endsWith("/");
        enqueue(text);
    }

    private void leave() throws ErrnoException {
        if (directories.size() == 1) {
            throw new ErrnoException(Errno.PERM);
        }
        directories.pop();
    }

    private Node here() {
        return directories.element();
    }

    private void enqueue(String path) {
        List<String> parts = GuestPath.names(path);
        for (int i = parts.size() - 1; i >= 0; i--) {
            names.push(parts.get(i));
        }
    }
}
