package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** A channel that is no {@link java.nio.channels.FileChannel}, because the one behind it is none, or shall not seem to be one. */
final class FaultyByteChannel implements SeekableByteChannel {
    private final SeekableByteChannel behind;
    private final ChannelCalls calls;

    FaultyByteChannel(Injector injector, Path path, SeekableByteChannel behind, boolean appends) {
        this.behind = behind;
        this.calls = new ChannelCalls(injector, path, behind, appends);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) calls.read(new ByteBuffer[] {target}, calls.position(), () -> behind.read(target));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) calls.write(new ByteBuffer[] {source}, calls.position(), () -> behind.write(source));
    }

    @Override
    public long position() throws IOException {
        return behind.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        behind.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        calls.before(CallKind.SIZE);
        return behind.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        calls.before(CallKind.TRUNCATE, size, -1);
        calls.resize(0, () -> behind.truncate(size));
        return this;
    }

    @Override
    public boolean isOpen() {
        return behind.isOpen();
    }

    @Override
    public synchronized void close() throws IOException {
        // One that is closed already was not closed by its user, so there is no call.
        if (behind.isOpen()) {
            calls.close();
        }
    }
}
