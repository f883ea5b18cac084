package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.GuestOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Standard output of one run, collected or passed on. Used by one guest thread at a time, and after the run. */
final class StandardOutput implements GuestOutput {

    private final Budget budget;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final OutputStream out;

    StandardOutput(Budget budget, @Nullable OutputStream out) {
        this.budget = budget;
        this.out = out == null ? collected : out;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        budget.beforeWrite(bytes.remaining());
        byte[] copy = new byte[bytes.remaining()]; // the caller's stream must not get at the guest's memory
        bytes.get(copy);
        out.write(copy);
        out.flush();
    }

    byte[] collected() {
        return collected.toByteArray();
    }
}
