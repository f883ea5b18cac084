package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.GuestInput;
import io.github.ffunit.vfs.GuestOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Calls of the embedder's streams, with their unchecked exceptions marked as the embedder's. */
final class Embedder {
    private Embedder() {}

    static int read(GuestInput input, ByteBuffer target) throws IOException {
        try {
            return input.read(target);
        } catch (RuntimeException | Error e) {
            throw new EmbedderException(e);
        }
    }

    static boolean ready(GuestInput input) {
        try {
            return input.ready();
        } catch (RuntimeException | Error e) {
            throw new EmbedderException(e);
        }
    }

    static void write(GuestOutput output, ByteBuffer source) throws IOException {
        try {
            output.write(source);
        } catch (RuntimeException | Error e) {
            throw new EmbedderException(e);
        }
    }
}
