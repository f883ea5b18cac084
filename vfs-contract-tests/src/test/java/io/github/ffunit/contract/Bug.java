package io.github.ffunit.contract;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.contract.BentFileSystem.Bend;
import io.github.ffunit.vfs.preview1.Errno;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * One mistake that implementations are known to make, planted in what is sound without it.
 *
 * @param ids of the properties that forbid it and must find it; the first is the one that it is about
 * @param what it does, in a few words
 * @param below whether it sits below the bridge, in the file system, and not in the calls
 * @param search what random work meets it
 * @param subject has it
 */
record Bug(List<String> ids, String what, boolean below, Search search, Subject subject) {
    /** Random work that can meet a bug. */
    enum Search {
        SEQUENCES,
        FAULTS,
        HISTORIES,
        /** None: it takes a thousand open files, a full disk, a host that looks behind the calls, or names that chance never draws. */
        NONE
    }

    String id() {
        return ids.get(0);
    }

    /** The same bug, that other random work than sequences of calls meets. */
    Bug metBy(Search other) {
        return new Bug(ids, what, below, other, subject);
    }

    // ---- in the calls

    /** Around any call: the real one is made by invoking the method. */
    @FunctionalInterface
    interface Around {
        Object call(Wasi1 real, Method method, Object[] arguments) throws Exception;
    }

    /**
     * A mistake in one call.
     *
     * @param ids one or more, with blanks between them
     */
    static Bug bug(String ids, String what, String method, Mistake<Wasi1> mistake) {
        return stateful(ids, what, method, () -> mistake);
    }

    /** The same where a mistake remembers something, for each guest anew. */
    static Bug stateful(String ids, String what, String method, Supplier<Mistake<Wasi1>> mistakes) {
        return around(ids, what, () -> {
            Mistake<Wasi1> mistake = mistakes.get();
            return (real, called, arguments) -> called.getName().equals(method)
                    ? Objects.requireNonNull(mistake.call(real, arguments))
                    : invoke(real, called, arguments);
        });
    }

    /** A mistake in several calls. */
    static Bug around(String ids, String what, Supplier<Around> mistakes) {
        Subject subject = sound().guests(bridge -> bent(new BridgeWasi1(bridge), mistakes.get()));
        return new Bug(List.of(ids.split(" ")), what, false, Search.SEQUENCES, subject);
    }

    /** An errno that is another one, in all calls whose name matches. */
    static Bug errno(String ids, String methods, Errno right, Errno wrong) {
        String what = "%s is %s in %s".formatted(right, wrong, methods.replace(".*", "*"));
        return around(ids, what, () -> (real, called, arguments) -> {
            Object answer = invoke(real, called, arguments);
            if (!called.getName().matches(methods)) {
                return answer;
            }
            if (answer instanceof Answer<?> value && value.errno() == right.code()) {
                return Answer.failure(wrong.code());
            }
            return answer.equals(right.code()) ? wrong.code() : answer;
        });
    }

    /** Between two steps that should be one. */
    static void letOthersGo() {
        LockSupport.parkNanos(1);
    }

    static Object invoke(Wasi1 real, Method method, Object... arguments) throws Exception {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private static Wasi1 bent(Wasi1 real, Around around) {
        return (Wasi1) Proxy.newProxyInstance(Wasi1.class.getClassLoader(), new Class<?>[] {Wasi1.class}, (p, m, a) -> {
            if (m.getName().equals("forThread")) {
                return bent(real.forThread(), around);
            }
            return m.getReturnType() == void.class
                    ? m.invoke(real)
                    : around.call(real, m, Objects.requireNonNullElse(a, new Object[0]));
        });
    }

    /** What bugs are planted in. */
    static Subject sound() {
        return Subjects.jimfsUnix();
    }

    // ---- below the bridge

    /** A mistake in a call of the provider; its arguments are those of the file system behind. */
    static Bug inProvider(String ids, String what, String method, Mistake<FileSystemProvider> mistake) {
        return below(ids, what, new Bend<>(method, mistake), Bend.none(), Bend.none());
    }

    /** A mistake in a call of a channel. */
    static Bug inChannel(String ids, String what, String method, Mistake<SeekableByteChannel> mistake) {
        return below(ids, what, Bend.none(), new Bend<>(method, mistake), Bend.none());
    }

    /** A mistake in what the file system tells of a file. */
    static Bug inAttributes(String ids, String what, String method, Mistake<BasicFileAttributes> mistake) {
        return below(ids, what, Bend.none(), Bend.none(), new Bend<>(method, mistake));
    }

    private static Bug below(
            String ids,
            String what,
            Bend<FileSystemProvider> provider,
            Bend<SeekableByteChannel> channels,
            Bend<BasicFileAttributes> attributes) {
        return new Bug(List.of(ids.split(" ")), what, true, Search.SEQUENCES, bent(provider, channels, attributes));
    }

    /** What the bugs below the bridge are planted in: the shell without any mistake. */
    static Subject soundShell() {
        return bent(Bend.none(), Bend.none(), Bend.none());
    }

    private static Subject bent(
            Bend<FileSystemProvider> provider,
            Bend<SeekableByteChannel> channels,
            Bend<BasicFileAttributes> attributes) {
        return Subject.of("bent", () -> {
                    FileSystem behind = smallDisk();
                    Path root = Files.createDirectory(behind.getPath("/root"));
                    return new BentFileSystem(behind, provider, channels, attributes).wrap(root);
                })
                .with(Capability.LIMITED_CAPACITY)
                .without(Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.VERBATIM_LINK_TEXT);
    }

    private static FileSystem smallDisk() throws IOException {
        return Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setAttributeViews("basic", "unix")
                .setMaxSize(Subjects.SMALL_DISK)
                .build());
    }
}
