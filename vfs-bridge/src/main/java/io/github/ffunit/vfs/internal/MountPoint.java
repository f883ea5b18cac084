package io.github.ffunit.vfs.internal;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A name of the guest's tree that leads to a mount or a device, or is on the way to one. */
final class MountPoint {
    private final Map<String, MountPoint> children = new TreeMap<>();
    private @Nullable Mount mount;
    private @Nullable Device device;
    private long deviceNumber;

    @Nullable
    MountPoint child(String name) {
        return children.get(name);
    }

    MountPoint childOrNew(String name) {
        return children.computeIfAbsent(name, n -> new MountPoint());
    }

    /** Names that a listing shows in any case. */
    Map<String, MountPoint> children() {
        return children;
    }

    @Nullable
    Mount mount() {
        return mount;
    }

    void mount(Mount newMount) {
        mount = newMount;
    }

    @Nullable
    Device device() {
        return device;
    }

    /** The device's inode number. */
    long deviceNumber() {
        return deviceNumber;
    }

    void device(Device newDevice, long number) {
        device = newDevice;
        deviceNumber = number;
    }

    boolean isOccupied() {
        return mount != null || device != null;
    }
}
