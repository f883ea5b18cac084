package io.github.ffunit.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel whose transfers a {@link Hook} sees, and may cut. Closing closes first, so that a failure leaks nothing. */
final class HookedChannel implements SeekableByteChannel {
    private interface Transfer {
        int run() throws IOException;
    }

    private final SeekableByteChannel channel;
    private final Hook hook;

    HookedChannel(SeekableByteChannel channel, Hook hook) {
        this.channel = channel;
        this.hook = hook;
    }

    private int transfer(String call, ByteBuffer buffer, Transfer transfer) throws IOException {
        hook.before(call);
        int limit = buffer.limit();
        int allowed = hook.allow(call, buffer.remaining());
        if (allowed == 0 && buffer.hasRemaining()) {
            return 0;
        }
        buffer.limit(buffer.position() + allowed);
        try {
            return transfer.run();
        } finally {
            buffer.limit(limit);
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return transfer("read", target, () -> channel.read(target));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return transfer("write", source, () -> channel.write(source));
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        hook.before("size");
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        hook.before("truncate");
        channel.truncate(size);
        return this;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        hook.before("close");
    }
}
