package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.VfsBridgeBuilder;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fresh subject for one rule. Closing it ends the guest and takes its root back. */
final class World implements AutoCloseable {
    /** What the clock of every guest says, in ns since 1970. */
    static final long NOW = 1_000_000_000_000_000_000L;

    private static final Subject.Sample OWN_SAMPLE = new Subject.Sample("sample", "sample/file", numbers(200));

    private final Subject subject;
    private final OpenSubject open;
    private @Nullable VfsBridge bridge;
    private Guest guest;
    private boolean sampleMade;

    private World(Subject subject, OpenSubject open) {
        this.subject = subject;
        this.open = open;
        this.bridge = open.bridge();
        this.guest = new Guest(open.wasi());
    }

    static World of(Subject subject) throws IOException {
        return new World(subject, OpenSubject.of(subject, () -> NOW));
    }

    /** Content in which every place differs: {@code 0000 0001 0002 …}, five bytes each. */
    private static byte[] numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj("%04d "::formatted)
                .collect(Collectors.joining())
                .getBytes(US_ASCII);
    }

    /** The guest, for the thread of the rule. */
    Guest guest() {
        return guest;
    }

    /** The same guest, for another thread. */
    Guest newGuest() {
        return new Guest(guest.wasi().forThread());
    }

    /** A guest over a bridge of the rule's own. */
    Guest guest(VfsBridge other) {
        return new Guest(open.wasi(other));
    }

    boolean has(Capability capability) {
        return subject.has(capability);
    }

    /** The host's view of the guest's root. */
    Path root() {
        return behind(open.root().orElse(null));
    }

    VfsBridge bridge() {
        return behind(bridge);
    }

    private static <T> T behind(@Nullable T part) {
        if (part == null) {
            throw new NotApplicableException(
                    "the subject is a set of calls: there is no file system behind it to look at");
        }
        return part;
    }

    /** The same root, seen through another bridge; the guest so far has ended. */
    Guest reopen(UnaryOperator<VfsBridgeBuilder> changes) throws IOException {
        bridge().close();
        VfsBridge next = changes.apply(OpenSubject.builder(root(), () -> NOW)).open();
        bridge = next;
        guest = guest(next);
        return guest;
    }

    /** The same root, on a file system whose calls can be watched, and made to fail, from now on. */
    FaultyFileSystem reopenFaulty() throws IOException {
        FaultyFileSystem faulty = FaultyFileSystem.of(root().getFileSystem());
        Path same = faulty.wrap(root());
        reopen(builder -> builder.root(same));
        return faulty;
    }

    private Subject.Sample sample() {
        Subject.Sample given = subject.sample();
        if (given != null) {
            return given;
        }
        if (!has(Capability.WRITABLE)) {
            throw new IllegalStateException(
                    "subject [%s] has no sample, but cannot be written: name a file with Subject.sample(…)"
                            .formatted(subject));
        }
        if (!sampleMade) {
            sampleMade = true;
            guest.mkdir(OWN_SAMPLE.directory());
            guest.createFile(OWN_SAMPLE.file(), OWN_SAMPLE.content());
        }
        return OWN_SAMPLE;
    }

    /** Guest name of a regular file with {@link #sampleContent()}; made when first asked for, if need be. */
    String sampleFile() {
        return sample().file();
    }

    /** Guest name of a directory with {@link #sampleFile()} in it. */
    String sampleDirectory() {
        return sample().directory();
    }

    /** A path to the root that goes down to {@link #sampleDirectory()} and up again. */
    String aroundToRoot() {
        String directory = sampleDirectory();
        return directory + "/..".repeat(directory.split("/").length);
    }

    /** At least 100 bytes. */
    byte[] sampleContent() {
        return sample().content();
    }

    @Override
    public void close() throws IOException {
        guest.wasi().close();
        open.close();
    }
}
