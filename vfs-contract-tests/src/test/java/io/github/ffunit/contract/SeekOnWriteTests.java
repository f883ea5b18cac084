package io.github.ffunit.contract;

import static io.github.ffunit.contract.Guest.APPEND;
import static io.github.ffunit.contract.Guest.CREAT;
import static io.github.ffunit.contract.Guest.EXCL;
import static io.github.ffunit.contract.Guest.FOLLOW;
import static io.github.ffunit.contract.Guest.READ;
import static io.github.ffunit.contract.Guest.ROOT;
import static io.github.ffunit.contract.Guest.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.ffunit.vfs.VfsBridge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Rule C02 with files and patches of random sizes: what muxers do when they go back to fill in what they know at last. Each
 * write is done to an array too, and the file must equal it whoever looks: each descriptor, and the host.
 */
class SeekOnWriteTests {
    private static final long SEED = 20_260_202;
    private static final int FILES = 150;
    private static final int PATCHES = 40;
    private static final int MAX_FILE = 200_000;
    private static final int MAX_PATCH = 20_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private long patches;
    private long bytes;

    /** What the file should hold. */
    private byte[] model = {};

    @TestFactory
    Stream<DynamicTest> patches_ofRandomSizesAtRandomOffsets_allArrive() {
        return Stream.of(HostileRoot.values())
                .map(backend -> dynamicTest(backend.name(), () -> new SeekOnWriteTests().run(backend)));
    }

    private void run(HostileRoot backend) throws IOException {
        Path root = backend.open();
        try (VfsBridge bridge = VfsBridge.builder().root(root).open()) {
            Guest guest = new Guest(bridge);
            for (int i = 0; i < FILES; i++) {
                patchOneFile(guest, root, "file" + i);
            }
        }
        HostileRoot.discard(root);
        System.out.printf("%s: %d files, %d patches, %d bytes, seed %d%n", backend, FILES, patches, bytes, SEED);
        assertThat(patches).isEqualTo(FILES * (3L * PATCHES + 1));
    }

    /** A file with its placeholder and payload, patched under its name, under another name, and without any. */
    private void patchOneFile(Guest guest, Path root, String name) throws IOException {
        model = new byte[0];
        int first = guest.open(ROOT, name, FOLLOW, CREAT | EXCL, READ | WRITE, 0);
        int second = guest.open(ROOT, name, FOLLOW, 0, READ | WRITE, 0);
        int appending = guest.open(ROOT, name, FOLLOW, 0, READ | WRITE, APPEND);
        int[] descriptors = {first, second, appending};
        write(guest, first, false, someBytes(1 + random.nextInt(MAX_FILE)));

        patch(guest, descriptors);
        assertThat(Files.readAllBytes(root.resolve(name))).as(name).isEqualTo(model);
        guest.rename(name, "renamed");
        patch(guest, descriptors);
        assertThat(Files.readAllBytes(root.resolve("renamed"))).as(name).isEqualTo(model);
        guest.unlink("renamed");
        patch(guest, descriptors);
        for (int fd : descriptors) {
            guest.close(fd);
        }
        assertThat(root.resolve("renamed")).doesNotExist();
    }

    private void patch(Guest guest, int[] descriptors) {
        for (int i = 0; i < PATCHES; i++) {
            int fd = descriptors[random.nextInt(descriptors.length)];
            boolean appends = fd == descriptors[2];
            byte[] patch = someBytes(random.nextInt(random.nextInt(1, MAX_PATCH)));
            if (random.nextInt(8) > 0) {
                // Within the file, as muxers do; some run over its end.
                long offset = random.nextInt(model.length + 1);
                assertThat(guest.seek(fd, offset)).isEqualTo(offset);
            } else {
                // A gap, which reads as zeros.
                guest.seek(fd, model.length + random.nextInt(5_000));
            }
            write(guest, fd, appends, patch);
            assertSame(guest, descriptors[random.nextInt(descriptors.length)]);
        }
    }

    /** Writes where the descriptor stands, by either call, and to the model. */
    private void write(Guest guest, int fd, boolean appends, byte[] patch) {
        long position = guest.tell(fd);
        int offset = appends ? model.length : (int) position;
        boolean positioned = random.nextBoolean();
        int written = positioned
                ? guest.pwrite(fd, patch, position)
                : guest.writev(fd, parts(patch, random.nextInt(patch.length + 1)));
        assertThat(written).isEqualTo(patch.length);
        if (patch.length > 0) {
            model = Arrays.copyOf(model, Math.max(model.length, offset + patch.length));
            System.arraycopy(patch, 0, model, offset, patch.length);
        }
        boolean moves = !positioned && patch.length > 0;
        assertThat(guest.tell(fd)).as("position").isEqualTo(moves ? offset + patch.length : position);
        patches++;
        bytes += patch.length;
    }

    private static byte[][] parts(byte[] bytes, int split) {
        return new byte[][] {Arrays.copyOf(bytes, split), Arrays.copyOfRange(bytes, split, bytes.length)};
    }

    /** By a descriptor: the size, and a part that is read where it lies; now and then all of it. */
    private void assertSame(Guest guest, int fd) {
        assertThat(guest.stat(fd).size()).as("size").isEqualTo(model.length);
        int from = random.nextInt(model.length + 1);
        int length = random.nextInt(MAX_PATCH);
        assertThat(guest.preadBytes(fd, length, from))
                .isEqualTo(Arrays.copyOfRange(model, from, Math.min(model.length, from + length)));
        if (random.nextInt(20) == 0) {
            assertThat(readAll(guest, fd)).isEqualTo(model);
        }
    }

    private static byte[] readAll(Guest guest, int fd) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        guest.seek(fd, 0);
        for (byte[] part = guest.readBytes(fd, 65_536); part.length > 0; part = guest.readBytes(fd, 65_536)) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private byte[] someBytes(int length) {
        byte[] some = new byte[length];
        random.nextBytes(some);
        return some;
    }
}
