package io.github.ffunit.vfs.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All mounts and devices, by the guest's names and by the host's. Filled before the guest starts, then fixed. */
final class MountTable {
    private static final String DEVICES = "/dev";
    // Far above the numbers that the files of a mount get.
    private static final long FIRST_DEVICE_NUMBER = 1L << 48;

    private final MountPoint top = new MountPoint();
    private final List<Mount> mounts = new ArrayList<>();
    private final Path emptyDirectory;
    private int devices;

    /**
     * @param root what the guest sees as its root
     * @param emptyDirectory seen, read-only, where a mount point has no directory of its own to lie in
     */
    MountTable(Path root, Path emptyDirectory) throws IOException {
        this.emptyDirectory = emptyDirectory;
        add(top, "", root, false, true, NameQuota.none());
        mount(DEVICES, emptyDirectory, true, false, NameQuota.none());
    }

    /** Parents must be mounted before what lies in them. */
    void mount(String guestPath, Path directory, boolean readOnly, boolean tracked, NameQuota quota)
            throws IOException {
        List<String> names = GuestPath.names(guestPath);
        MountPoint point = top;
        Path parent = mounts.get(0).root();
        for (int i = 0; i < names.size(); i++) {
            point = point.childOrNew(names.get(i));
            Mount mounted = point.mount();
            parent = mounted != null ? mounted.root() : parent.resolve(names.get(i));
            boolean last = i == names.size() - 1;
            if (!last && !Files.isDirectory(parent)) {
                String between = "/" + String.join("/", names.subList(0, i + 1));
                add(point, between, emptyDirectory, true, false, NameQuota.none());
                parent = emptyDirectory;
            }
        }
        add(point, guestPath, directory, readOnly, tracked, quota);
    }

    void addDevice(String name, Device device) {
        MountPoint point = top.childOrNew(DEVICES.substring(1)).childOrNew(name);
        point.device(device, FIRST_DEVICE_NUMBER + devices++);
    }

    private void add(
            MountPoint point, String guestPath, Path directory, boolean readOnly, boolean tracked, NameQuota quota)
            throws IOException {
        Mount mount = new Mount(guestPath, directory, readOnly, tracked, mounts.size() + 1L, quota);
        mounts.add(mount);
        point.mount(mount);
    }

    Mount rootMount() {
        return mounts.get(0);
    }

    List<Mount> all() {
        return List.copyOf(mounts);
    }

    MountPoint top() {
        return top;
    }

    /** The guest's name of a path of the host; none if it lies in no mount, or another mount covers it. */
    Optional<String> guestPath(Path hostPath) {
        Path path = hostPath.toAbsolutePath().normalize();
        return mounts.stream()
                .filter(mount -> mount.holdsHostPath(path))
                .sorted(Comparator.comparingInt(Mount::depth).reversed())
                .filter(mount -> mount == visibleAt(mount.guestPathOfHostPath(path)))
                .findFirst()
                .map(mount -> mount.guestPathOfHostPath(path))
                .map(guestPath -> guestPath.isEmpty() ? "/" : guestPath);
    }

    private @Nullable Mount visibleAt(String guestPath) {
        Mount visible = top.mount();
        MountPoint point = top;
        for (String name : GuestPath.names(guestPath)) {
            point = point == null ? null : point.child(name);
            if (point != null && point.isOccupied()) {
                visible = point.mount();
            }
        }
        return visible;
    }
}
