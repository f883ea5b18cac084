package io.github.ffunit.vfs;

import static io.github.ffunit.vfs.Guest.READ;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Standard streams. */
class StreamTests {
    private static final class Source implements GuestInput {
        private final ByteBuffer bytes;
        private boolean ready = true;

        Source(String text) {
            bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        }

        @Override
        public int read(ByteBuffer target) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int n = Math.min(3, Math.min(target.remaining(), bytes.remaining()));
            target.put(bytes.slice().limit(n));
            bytes.position(bytes.position() + n);
            return n;
        }

        @Override
        public boolean ready() {
            return ready;
        }
    }

    @EveryBackend
    void input_isReadAsItComes_untilItsEnd(Sandbox sandbox) throws IOException {
        Guest guest = sandbox.reopen(builder -> builder.standardInput(new Source("abcde")));
        assertThat(guest.read(0, 100)).isEqualTo("abc");
        assertThat(guest.readScattered(0, 1, 5)).containsExactly("d", "e");
        assertThat(guest.read(0, 100)).isEmpty();
        assertThat(guest.tryWrite(0, "x")).isEqualTo(Errno.BADF);
        assertThat(sandbox.guest().tryRead(1, 1)).isEqualTo(Errno.BADF);
    }

    @EveryBackend
    void outputs_getAllBytes_inOrder(Sandbox sandbox) throws IOException {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        Guest guest = sandbox.reopen(builder -> builder.standardOutput(bytes -> out.append(UTF_8.decode(bytes)))
                .standardError(bytes -> err.append(UTF_8.decode(bytes))));
        assertThat(guest.write(1, "one ")).isEqualTo(4);
        guest.write(2, "error");
        guest.write(1, "two");
        guest.write(1, "");
        assertThat(out).hasToString("one two");
        assertThat(err).hasToString("error");
    }

    @EveryBackend
    void streams_cannotSeek_andHaveNeitherSizeNorTimes(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        for (int fd = 0; fd < 3; fd++) {
            assertThat(guest.trySeek(fd, 0, 0)).isEqualTo(Errno.SPIPE);
            assertThat(guest.tryTell(fd)).isEqualTo(Errno.SPIPE);
            assertThat(guest.tryPread(fd, 1, 0)).isEqualTo(Errno.SPIPE);
            assertThat(guest.tryPwrite(fd, "x", 0)).isEqualTo(Errno.SPIPE);
            assertThat(guest.trySetSize(fd, 0)).isEqualTo(Errno.INVAL);
            assertThat(Guest.errno(guest.calls().fdAdvise(fd, 0, 0, 0))).isEqualTo(Errno.SPIPE);
            assertThat(guest.stat(fd).type()).isEqualTo(FileType.CHARACTER_DEVICE.code());
            assertThat(guest.stat(fd).size()).isZero();
            assertThat(guest.stat(fd).modified()).isZero();
            assertThat(guest.fdstat(fd).base() & Rights.FD_SEEK)
                    .as("no terminal")
                    .isNotZero();
        }
    }

    @EveryBackend
    void readiness_isThatOfTheInput_andOfNothingElse(Sandbox sandbox) throws IOException {
        Source source = new Source("x");
        Guest guest = sandbox.reopen(builder -> builder.standardInput(source));
        VfsBridge bridge = sandbox.bridge();
        assertThat(bridge.readiness(0, false)).isEqualTo(Readiness.READY);
        source.ready = false;
        assertThat(bridge.readiness(0, false)).isEqualTo(Readiness.BLOCKED);
        assertThat(bridge.readiness(1, true)).isEqualTo(Readiness.READY);
        assertThat(bridge.readiness(guest.open(".", 0, READ), false)).isEqualTo(Readiness.READY);
        assertThat(bridge.readiness(99, true)).isEqualTo(Readiness.NOT_OPEN);
    }

    @EveryBackend
    void stream_whoseRightsWereDropped_isOfNoUse(Sandbox sandbox) {
        Guest guest = sandbox.guest();
        for (int fd = 0; fd < 3; fd++) {
            assertThat(Guest.errno(guest.calls().fdFdstatSetRights(fd, 0, 0))).isEqualTo(Errno.SUCCESS);
        }
        assertThat(guest.tryRead(0, 1)).isEqualTo(Errno.BADF);
        assertThat(guest.tryWrite(1, "x")).isEqualTo(Errno.BADF);
        assertThat(guest.tryWrite(2, "x")).isEqualTo(Errno.BADF);
    }

    @EveryBackend
    void failingStream_isAnErrno_butItsUncheckedExceptionEndsTheCall(Sandbox sandbox) throws IOException {
        IllegalStateException limit = new IllegalStateException("log limit");
        Guest guest = sandbox.reopen(builder -> builder.standardOutput(bytes -> {
                    throw new IOException("No space left on device");
                })
                .standardError(bytes -> {
                    throw limit;
                }));
        assertThat(guest.tryWrite(1, "x")).isEqualTo(Errno.NOSPC);
        assertThatThrownBy(() -> guest.tryWrite(2, "x")).isSameAs(limit);
        assertThat(sandbox.bridge().failures()).singleElement().satisfies(failure -> {
            assertThat(failure.call()).isEqualTo("fd_write");
            assertThat(failure.errno()).isEqualTo(Errno.NOSPC);
            assertThat(failure.cause()).hasMessage("No space left on device");
        });
    }
}
