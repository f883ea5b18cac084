package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.GuestInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Standard input of one run: what the caller gives, or nothing. {@link #quit} comes from any thread; the rest from one
 * guest thread at a time.
 *
 * <p>Reading blocks where the caller's stream does, with the scheduler's baton: were other guest threads to run meanwhile,
 * their order would depend on when bytes arrive.
 */
final class StandardInput implements GuestInput {

    private static final int MAX_CHUNK = 1 << 16;

    private enum Quit {
        NOT_ASKED,
        ASKED,
        DONE
    }

    private final @Nullable InputStream in;
    private volatile Quit quit = Quit.NOT_ASKED;

    /**
     * Makes one.
     *
     * @param in the caller's stream; null for none
     */
    StandardInput(@Nullable InputStream in) {
        this.in = in;
    }

    /** With no stream to read, types {@code q}; a stream, which may be media, ends instead: ffmpeg completes its files either way. */
    void quit() {
        if (quit == Quit.NOT_ASKED) {
            quit = Quit.ASKED;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (in == null) {
            if (quit != Quit.ASKED) {
                return -1;
            }
            quit = Quit.DONE;
            target.put((byte) 'q');
            return 1;
        }
        if (quit != Quit.NOT_ASKED) {
            return -1;
        }
        byte[] chunk = new byte[Math.min(target.remaining(), MAX_CHUNK)];
        int count = in.read(chunk);
        if (count > 0) {
            target.put(chunk, 0, count);
        }
        return count;
    }

    @Override
    public boolean ready() {
        try {
            return in == null || quit != Quit.NOT_ASKED || in.available() > 0;
        } catch (IOException e) {
            return true; // the read that follows reports it
        }
    }
}
