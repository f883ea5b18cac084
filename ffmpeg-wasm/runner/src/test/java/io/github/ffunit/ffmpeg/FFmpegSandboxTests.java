package io.github.ffunit.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, closing and arguments: everything that needs no guest. */
class FFmpegSandboxTests {

    private final FileSystem files = Jimfs.newFileSystem(
            "given",
            Configuration.unix().toBuilder().setAttributeViews("basic", "unix").build());

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void open_defaults_hasAnEmptyWorkDirectoryInMemory() throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            assertThat(sandbox.workDirectory()).hasToString("/sandbox").isEmptyDirectory();
            assertThat(sandbox.fileSystem()).isSameAs(sandbox.workDirectory().getFileSystem());
            assertThat(sandbox.fileSystem().provider().getScheme()).isEqualTo("jimfs");
        }
    }

    @Test
    void close_ownFileSystem_closesItOnceOnly() {
        FFmpegSandbox sandbox = FFmpegSandbox.open();
        sandbox.close();
        sandbox.close();

        assertThat(sandbox.fileSystem().isOpen()).isFalse();
        assertThatThrownBy(() -> sandbox.ffmpeg().run("-version"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the FFmpegSandbox is closed; run before closing it");
    }

    @Test
    void close_givenFileSystem_leavesItOpen() throws IOException {
        FFmpegSandbox sandbox =
                FFmpegSandbox.builder().root(directory("/project")).open();
        sandbox.close();

        assertThat(files.isOpen()).isTrue();
        assertThat(files.getPath("/project/sandbox")).isDirectory();
    }

    @Test
    void workDirectory_belowAMount_isMadeThere() throws IOException {
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder()
                .mount("/out", directory("/results"))
                .workDirectory("/out/a/b")
                .open()) {
            assertThat(sandbox.workDirectory())
                    .isEqualTo(files.getPath("/results/a/b"))
                    .isDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "/tmp/x", "/dev/x"})
    void workDirectory_inWhatEachRunHasForItself_isRejected(String guestPath) {
        assertThatThrownBy(
                        () -> FFmpegSandbox.builder().workDirectory(guestPath).open())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("working directory [" + guestPath
                        + "] lies in what each run has for itself; set /tmp with scratch(), or choose another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "in", "/in/", "/in//x", "/in/../x", "/./in", "//"})
    void mount_guestPathNotNormal_isRejected(String guestPath) {
        assertThatThrownBy(() -> FFmpegSandbox.builder().mount(guestPath, directory("/in")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("guestPath [" + guestPath + "] must be absolute and normal, for instance /in");
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void mount_reservedTakenOrMissing_isRejected() throws IOException {
        Path in = directory("/in");
        FFmpegSandbox.Builder builder = FFmpegSandbox.builder().mount("/in", in);

        assertThatThrownBy(() -> builder.mount("/tmp", in))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "guestPath [/tmp] cannot be a mount; set / with root(), /tmp with scratch(); /dev is fixed");
        assertThatThrownBy(() -> builder.mountReadOnly("/in", in))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("guestPath [/in] is mounted already; mount each path once");
        assertThatThrownBy(() -> builder.mount("/out", files.getPath("/missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("directory [/missing] of ")
                .hasMessageEndingWith(" is no directory; create it first");
        assertThatThrownBy(() -> builder.mount("/out", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("directory");
        assertThatThrownBy(() -> builder.mount(null, in))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("guestPath");
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void builder_otherBadInput_isRejectedByName() {
        FFmpegSandbox.Builder builder = FFmpegSandbox.builder();

        assertThatThrownBy(() -> builder.limits(null)).hasMessage("limits");
        assertThatThrownBy(() -> builder.root(null)).hasMessage("directory");
        assertThatThrownBy(() -> builder.environment("A=B", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("environment variable [A=B=x] is not possible");
        assertThatThrownBy(() -> builder.environment("PWD", "/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FFmpegSandbox.Builder.workDirectory");
        assertThatThrownBy(() -> builder.epoch(Instant.parse("1969-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "startOfVirtualClock [1969-12-31T23:59:59Z] must be between 1970-01-01T00:00:00Z and 2262-01-01T00:00:00Z");
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void run_badArguments_areRejectedByIndexAndType() {
        try (FFmpegSandbox sandbox = FFmpegSandbox.open()) {
            FFmpeg ffmpeg = sandbox.ffmpeg();

            assertThatThrownBy(() -> ffmpeg.run("-i", null, "x"))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("arguments[1] of ffmpeg must not be null");
            assertThatThrownBy(() -> ffmpeg.run("-i", List.of("x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("arguments[1] of ffmpeg has type [java.util.ImmutableCollections")
                    .hasMessageEndingWith(
                            "allowed are String, java.nio.file.Path, Number and Rational; spread a collection with toArray()");
            assertThatThrownBy(() -> ffmpeg.run("a\0b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("arguments[0] of ffmpeg has a NUL character, which no argument can have: [a\\0b]");
            assertThatThrownBy(() -> sandbox.ffprobe().probe(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("file");
        }
    }

    @Test
    void run_pathOfNoMount_saysHowToMountIt() throws IOException {
        Path in = directory("/in");
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder().mount("/media", in).open()) {
            Path elsewhere = files.getPath("/elsewhere/clip.mp4");

            assertThatThrownBy(() -> sandbox.ffmpeg().run("-i", elsewhere))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "path [/elsewhere/clip.mp4] of a file system [jimfs] lies below no mount of this sandbox;"
                                    + " mounted are [/] of a file system [jimfs] as [/], [/in] of a file system [jimfs] as [/media];"
                                    + " mount its directory, for instance by FFmpegSandbox.builder().mount(\"/in\", directory)");
        }
    }

    @Test
    void guestPath_ofMounts_isTheGuestsName() throws IOException {
        Path in = directory("/in");
        try (FFmpegSandbox sandbox = FFmpegSandbox.builder()
                .mount("/media", in)
                .scratch(directory("/scratch"))
                .open()) {
            assertThat(sandbox.guestPath(in.resolve("a/b.mp4"))).isEqualTo("/media/a/b.mp4");
            assertThat(sandbox.guestPath(sandbox.workDirectory().resolve("c"))).isEqualTo("/sandbox/c");
            assertThat(sandbox.guestPath(files.getPath("/scratch/d"))).isEqualTo("/tmp/d");
        }
    }

    private Path directory(String path) throws IOException {
        return Files.createDirectories(files.getPath(path));
    }
}
