package io.github.ffunit.contract.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves one path, name by name, as K10, L02, L03 and L04 say. */
final class Walk {
    /** What happens to a link at the very end. */
    enum Last {
        /** It is followed. */
        FOLLOW,
        /** It stays, but a slash after it asks for its target. */
        NOFOLLOW,
        /** It stays in any case. */
        KEEP
    }

    private static final int LINKS = 40;
    private static final int NAME_BYTES = 255;

    private final Last last;
    private final Deque<DirectoryInode> above = new ArrayDeque<>();
    private final Deque<String> ahead = new ArrayDeque<>();
    private boolean slash;
    private int linksLeft = LINKS;

    private Walk(DirectoryInode start, Last last) {
        this.last = last;
        above.push(start);
    }

    static Place of(DirectoryInode start, String path, Last last) {
        // A removed directory holds nothing, not even itself.
        Refusal.unless(start.names() > 0, Errno.NOENT, "I08");
        Walk walk = new Walk(start, last);
        walk.slash = path.endsWith("/");
        walk.goOnWith(path);
        return walk.run();
    }

    static List<String> namesOf(String path) {
        return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
    }

    static void requireLength(String name) {
        Refusal.unless(name.getBytes(UTF_8).length <= NAME_BYTES, Errno.NAMETOOLONG, "A12");
    }

    private void goOnWith(String path) {
        List<String> names = namesOf(path);
        for (int i = names.size() - 1; i >= 0; i--) {
            ahead.push(names.get(i));
        }
    }

    private Place run() {
        String name = ".";
        while (!ahead.isEmpty()) {
            name = ahead.pop();
            if (name.equals("..")) {
                above.pop();
                Refusal.unless(!above.isEmpty(), Errno.PERM, "L02");
            } else if (!name.equals(".")) {
                Place end = enter(name);
                if (end != null) {
                    return end;
                }
            }
        }
        return new Place(above.element(), name, above.element(), slash);
    }

    private @Nullable Place enter(String name) {
        requireLength(name);
        DirectoryInode here = above.element();
        Inode child = here.child(name);
        boolean end = ahead.isEmpty();
        if (child instanceof LinkInode link && (!end || follows())) {
            follow(link);
            return null;
        }
        if (end) {
            return new Place(here, name, child, slash);
        }
        Refusal.unless(child != null, Errno.NOENT, "I02");
        if (!(child instanceof DirectoryInode directory)) {
            throw new Refusal(Errno.NOTDIR, "I02");
        }
        above.push(directory);
        return null;
    }

    private boolean follows() {
        return last == Last.FOLLOW || (last == Last.NOFOLLOW && slash);
    }

    private void follow(LinkInode link) {
        Refusal.unless(linksLeft-- > 0, Errno.LOOP, "K10");
        Refusal.unless(!link.text().startsWith("/"), Errno.PERM, "L04");
        slash |= ahead.isEmpty() && link.text().endsWith("/");
        goOnWith(link.text());
    }
}
