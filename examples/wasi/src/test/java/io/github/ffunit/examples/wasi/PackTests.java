package io.github.ffunit.examples.wasi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.faults.FaultPlan;
import io.github.ffunit.vfs.faults.FaultyFileSystem;
import io.github.ffunit.vfs.journal.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program in C, compiled by the build, that knows nothing of the JVM. */
class PackTests {
    private static final WasiProgram PACK = WasiProgram.ofBuild("pack");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FileSystem memory;
    private Path notes;
    private Path results;

    @BeforeEach
    void furnish() throws IOException {
        memory = Jimfs.newFileSystem(Configuration.unix());
        notes = Files.createDirectory(memory.getPath("/notes"));
        results = Files.createDirectory(memory.getPath("/results"));
        Files.writeString(notes.resolve("todo"), "write tests\n");
        Files.writeString(notes.resolve("empty"), "");
        Path years = Files.createDirectory(notes.resolve("years"));
        Files.writeString(years.resolve("größe"), "x".repeat(200_000));
    }

    @AfterEach
    void close() throws IOException {
        memory.close();
    }

    @Test
    void pack_ofFolderInMemory_makesAnArchive() throws IOException {
        Journal journal = Journal.create();
        try (VfsBridge bridge = VfsBridge.builder()
                .root(results)
                .mountReadOnly("/in", notes)
                .standardOutput(Channels.newChannel(printed)::write)
                .journal(journal)
                .open()) {
            int exitCode = PACK.run(bridge, "pack", "/in", "/notes.pack");

            assertThat(exitCode).isZero();
            assertThat(bridge.changes().created()).containsExactly(results.resolve("notes.pack"));
        }
        assertThat(printed.toString(UTF_8)).endsWith("3 files\n");
        assertThat(contentOf(results.resolve("notes.pack")))
                .containsEntry("/in/todo", "write tests\n")
                .containsEntry("/in/empty", "")
                .containsEntry("/in/years/größe", "x".repeat(200_000))
                .hasSize(3);
        assertThat(journal.bytesRead("/in/years/größe")).isEqualTo(200_000);
        assertThat(journal.seeksBackwards("/notes.pack")).isNotEmpty();
    }

    @Test
    void pack_twice_makesTheSameBytesAndTheSameCalls() throws IOException {
        assertThat(journalOfRun("first")).isEqualTo(journalOfRun("other"));
        assertThat(results.resolve("first")).hasSameBinaryContentAs(results.resolve("other"));
    }

    private String journalOfRun(String folder) throws IOException {
        Journal journal = Journal.create();
        Path target = Files.createDirectory(memory.getPath("/" + folder));
        try (VfsBridge bridge = VfsBridge.builder()
                .root(target)
                .mountReadOnly("/in", notes)
                .journal(journal)
                .open()) {
            assertThat(PACK.run(bridge, "pack", "/in", "archive")).isZero();
        }
        Files.move(target.resolve("archive"), results.resolve(folder));
        return journal.text();
    }

    @Test
    void pack_ofMissingFolder_saysSo_andFails() throws IOException {
        try (VfsBridge bridge = VfsBridge.builder()
                .root(results)
                .standardError(Channels.newChannel(printed)::write)
                .open()) {
            assertThat(PACK.run(bridge, "pack", "/nowhere", "/notes.pack")).isEqualTo(1);
        }
        assertThat(printed.toString(UTF_8)).isEqualTo("/nowhere: No such file or directory\n");
    }

    @Test
    void pack_ontoFullDisk_saysSo_andFails() throws IOException {
        try (FaultyFileSystem small = FaultyFileSystem.of(memory, FaultPlan.diskOf(100_000));
                VfsBridge bridge = VfsBridge.builder()
                        .root(small.wrap(results))
                        .mountReadOnly("/in", notes)
                        .standardError(Channels.newChannel(printed)::write)
                        .open()) {
            assertThat(PACK.run(bridge, "pack", "/in", "/notes.pack")).isEqualTo(1);
        }
        assertThat(printed.toString(UTF_8)).isEqualTo("write: No space left on device\n");
    }

    /** Reads an archive as its description says, and checks the sums with the JDK's own. */
    private static Map<String, String> contentOf(Path archive) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(archive)).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, String> content = new TreeMap<>();
        assertThat(bytes.getInt()).isEqualTo('P' | 'A' << 8 | 'C' << 16 | 'K' << 24);
        int files = bytes.getInt();
        for (int i = 0; i < files; i++) {
            byte[] name = new byte[bytes.getInt()];
            byte[] file = new byte[bytes.getInt()];
            int sum = bytes.getInt();
            bytes.get(name).get(file);
            CRC32 crc = new CRC32();
            crc.update(file);
            assertThat(sum).isEqualTo((int) crc.getValue());
            content.put(new String(name, UTF_8), new String(file, UTF_8));
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return content;
    }
}
