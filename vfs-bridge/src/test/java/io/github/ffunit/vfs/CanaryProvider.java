package io.github.ffunit.vfs;

import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A default file system provider that sings when it is touched; the JVM makes it, by name. */
public final class CanaryProvider extends InterceptedProvider {
    private static final List<String> SONG = new CopyOnWriteArrayList<>();
    private static volatile boolean awake;

    /**
     * Made by the JVM.
     *
     * @param original the provider of the platform
     */
    public CanaryProvider(FileSystemProvider original) {
        super(original, call -> {
            if (awake) {
                SONG.add(call);
            }
        });
    }

    static void wake() {
        awake = true;
    }

    static List<String> song() {
        return SONG;
    }
}
