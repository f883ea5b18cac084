package io.github.ffunit.benchmarks.inside;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.ffmpeg.internal.engine.Guest;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A file in a Jimfs, and a guest that can reach it by host calls, as its engine would make them. */
final class GuestFiles implements AutoCloseable {

    static final String NAME = "a/b/file";

    /** Names in {@link #NAME}. */
    static final int DEPTH = 3;

    /** The directory that a guest finds open. */
    static final int ROOT = 3;

    static final int RESULT = 1024;
    static final int IOVS = 2048;
    static final int PATH = 4096;
    static final int DATA = 65536;

    private static final long RIGHTS = Rights.FD_READ | Rights.FD_WRITE | Rights.FD_SEEK;

    private final FileSystem fileSystem;
    private final Path file;
    private final VfsBridge bridge;
    private final Guest guest;
    private final GuestMemory memory;
    private final Map<String, HostCall.Body> calls;

    GuestFiles(int fileSize) throws IOException {
        fileSystem = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .build());
        Path root = Files.createDirectories(fileSystem.getPath("/mounted"));
        file = root.resolve(NAME);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[fileSize]);
        bridge = VfsBridge.builder().root(root).open();
        guest = Guests.newGuest(bridge);
        memory = guest.memory();
        calls = bridge.hostCalls().stream().collect(Collectors.toMap(HostCall::name, HostCall::body));
        byte[] name = NAME.getBytes(UTF_8);
        memory.window(PATH, name.length).put(name);
    }

    /** The same file without a guest. */
    Path file() {
        return file;
    }

    /** What the guest finds open. */
    Path root() {
        return file.getRoot().resolve(file.subpath(0, file.getNameCount() - DEPTH));
    }

    GuestMemory memory() {
        return memory;
    }

    /** One function of the bridge, found once as an engine does when it binds it. */
    HostCall.Body call(String name) {
        HostCall.Body body = calls.get(name);
        if (body == null) {
            throw new IllegalArgumentException(
                    "the bridge has no call [%s]; it has %s".formatted(name, calls.keySet()));
        }
        return body;
    }

    /** Arguments of {@code path_open} for {@link #NAME}. */
    static long[] openArguments() {
        return new long[] {ROOT, Flags.LOOKUP_SYMLINK_FOLLOW, PATH, NAME.length(), 0, RIGHTS, RIGHTS, 0, RESULT};
    }

    int open() {
        requireSuccess(call("path_open").call(memory, openArguments()));
        return memory.getInt(RESULT);
    }

    /** Writes the description of one buffer at {@link #DATA}. */
    void describeBuffer(int size) {
        memory.putInt(IOVS, DATA);
        memory.putInt(IOVS + Integer.BYTES, size);
    }

    static void requireSuccess(long errno) {
        if (errno != 0) {
            throw new IllegalStateException("a call of the bridge failed with errno " + errno);
        }
    }

    @Override
    public void close() throws IOException {
        guest.close();
        bridge.close();
        fileSystem.close();
    }
}
