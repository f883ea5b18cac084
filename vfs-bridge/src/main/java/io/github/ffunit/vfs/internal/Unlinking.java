package io.github.ffunit.vfs.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes a name away from a file or directory that may be open, and lets what has it open live on. */
final class Unlinking {
    private final Vfs vfs;
    private final Node node;
    private final @Nullable Inode inode;
    private final FileStat last;

    Unlinking(Vfs vfs, Node node) throws IOException {
        this.vfs = vfs;
        this.node = node;
        this.inode = vfs.inodes().find(node.path(), node.attributesOrFail());
        FileStat present = node.stat(vfs.inodes());
        this.last = present.withLinks(node.isDirectory() ? 0 : Math.max(0, present.links() - 1));
    }

    void delete() throws IOException {
        try {
            node.mount().storage().delete(node.path());
        } catch (IOException e) {
            hide(e);
        }
        done();
    }

    /** For file systems that replace nothing that is open: it steps aside, and comes back if the successor fails too. */
    void makeWay(IOException refused, IoAction successor) throws IOException {
        Path aside = hide(refused);
        try {
            successor.run();
        } catch (IOException | RuntimeException | Error e) {
            comeBack(aside);
            throw e;
        }
        done();
    }

    private void comeBack(Path aside) throws IOException {
        node.mount().storage().move(aside, node.path());
        node.mount().forgetHidden(aside);
        if (inode != null) {
            inode.hiddenAt(null);
        }
    }

    /** The name is gone, by whatever means. */
    void done() {
        node.mount().names().giveBack();
        if (inode != null) {
            inode.unlinked(node.path(), last, node.mount().storage());
            if (inode.isUnlinked() && last.links() == 0) {
                // Where links are not counted, the file may have another name, which keeps the number.
                boolean certain =
                        node.isDirectory() || node.mount().capabilities().countsLinks() || inode.key() instanceof Path;
                vfs.inodes().forget(inode, certain);
            }
        }
    }

    private void moveAway(Path place) throws IOException {
        Storage storage = node.mount().storage();
        Path root = node.mount().root();
        if (root.equals(node.path().getParent())) {
            storage.move(node.path(), place);
        } else {
            storage.unseenIn(root, () -> storage.move(node.path(), place));
        }
    }

    /** For file systems that do not delete open files: it gets a name that nobody sees, until it is closed. */
    private Path hide(IOException refused) throws IOException {
        if (inode == null || node.isDirectory()) {
            throw refused;
        }
        Path place = node.mount().newHidingPlace();
        try {
            moveAway(place);
            inode.hiddenAt(place);
            return place;
        } catch (IOException e) {
            node.mount().forgetHidden(place);
            refused.addSuppressed(e);
            throw refused;
        }
    }
}
