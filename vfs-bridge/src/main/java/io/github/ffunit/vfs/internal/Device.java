package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.GuestOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** A character device: bytes without a position. */
interface Device {
    /** Fills the buffer, or leaves it alone to say that there is nothing. */
    void read(ByteBuffer target) throws IOException;

    /** Takes all bytes. */
    void write(ByteBuffer source) throws IOException;

    /** {@code /dev/null}, and the reading side of every device that is only written. */
    static Device nothing() {
        return sink(GuestOutput.discarding());
    }

    static Device sink(GuestOutput output) {
        return new Device() {
            @Override
            public void read(ByteBuffer target) {}

            @Override
            public synchronized void write(ByteBuffer source) throws IOException {
                Embedder.write(output, source);
            }
        };
    }

    static Device random(RandomGenerator generator) {
        return new Device() {
            @Override
            public void read(ByteBuffer target) {
                synchronized (generator) {
                    // Byte by byte: the result must not depend on the byte order of the engine's buffer.
                    long bits = 0;
                    for (int i = 0; target.hasRemaining(); i++) {
                        bits = (i & 7) == 0 ? generator.nextLong() : bits >>> 8;
                        target.put((byte) bits);
                    }
                }
            }

            @Override
            public void write(ByteBuffer source) {
                source.position(source.limit());
            }
        };
    }
}
