package io.github.ffunit.vfs.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file channel in front of another. */
final class FaultyFileChannel extends FileChannel {
    private final FileChannel behind;
    private final ChannelCalls calls;

    FaultyFileChannel(Injector injector, Path path, FileChannel behind, boolean appends) {
        this.behind = behind;
        this.calls = new ChannelCalls(injector, path, behind, appends);
    }

    /** A call that answers with an object. */
    @FunctionalInterface
    private interface Answer<T> {
        T get() throws IOException;
    }

    /** A channel that was closed behind our back, by an interrupt or a fault, takes us with it. */
    private <T> T answer(Answer<T> answer) throws IOException {
        try {
            return answer.get();
        } finally {
            closeIfBehindIsClosed();
        }
    }

    private void closeIfBehindIsClosed() throws IOException {
        if (!behind.isOpen() && isOpen()) {
            close();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return answer(() -> (int) calls.read(new ByteBuffer[] {target}, calls.position(), () -> behind.read(target)));
    }

    @Override
    public long read(ByteBuffer[] targets, int first, int count) throws IOException {
        ByteBuffer[] chosen = Arrays.copyOfRange(targets, first, first + checked(targets, first, count));
        return answer(() -> calls.read(chosen, calls.position(), () -> behind.read(chosen)));
    }

    @Override
    public int read(ByteBuffer target, long offset) throws IOException {
        return answer(() -> (int) calls.read(new ByteBuffer[] {target}, offset, () -> behind.read(target, offset)));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return answer(() -> (int) calls.write(new ByteBuffer[] {source}, calls.position(), () -> behind.write(source)));
    }

    @Override
    public long write(ByteBuffer[] sources, int first, int count) throws IOException {
        ByteBuffer[] chosen = Arrays.copyOfRange(sources, first, first + checked(sources, first, count));
        return answer(() -> calls.write(chosen, calls.position(), () -> behind.write(chosen)));
    }

    @Override
    public int write(ByteBuffer source, long offset) throws IOException {
        return answer(() -> (int) calls.write(new ByteBuffer[] {source}, offset, () -> behind.write(source, offset)));
    }

    private static int checked(ByteBuffer[] buffers, int first, int count) {
        Objects.checkFromIndexSize(first, count, buffers.length);
        return count;
    }

    @Override
    public long transferTo(long offset, long count, WritableByteChannel target) throws IOException {
        return answer(() -> calls.read(offset, count, allowed -> behind.transferTo(offset, allowed, target)));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long offset, long count) throws IOException {
        long length = Math.min(count, Long.MAX_VALUE - offset);
        return answer(() -> calls.write(offset, length, allowed -> behind.transferFrom(source, offset, allowed)));
    }

    @Override
    public long position() throws IOException {
        return answer(behind::position);
    }

    @Override
    public FileChannel position(long position) throws IOException {
        answer(() -> behind.position(position));
        return this;
    }

    @Override
    public long size() throws IOException {
        return answer(() -> {
            calls.before(CallKind.SIZE);
            return behind.size();
        });
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        return answer(() -> {
            calls.before(CallKind.TRUNCATE, size, -1);
            calls.resize(0, () -> behind.truncate(size));
            return this;
        });
    }

    @Override
    public void force(boolean metadata) throws IOException {
        answer(() -> {
            calls.before(CallKind.FORCE);
            behind.force(metadata);
            return this;
        });
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long offset, long size) throws IOException {
        return answer(() -> {
            calls.before(CallKind.MAP, offset, size);
            long end = mode == MapMode.READ_WRITE ? offset + size : 0;
            return calls.resize(end, () -> behind.map(mode, offset, size));
        });
    }

    @Override
    public FileLock lock(long offset, long size, boolean shared) throws IOException {
        return answer(() -> {
            calls.before(CallKind.LOCK, offset, size);
            return new Lock(this, behind.lock(offset, size, shared));
        });
    }

    @Override
    public @Nullable FileLock tryLock(long offset, long size, boolean shared) throws IOException {
        calls.before(CallKind.LOCK, offset, size);
        FileLock lock = behind.tryLock(offset, size, shared);
        return lock == null ? null : new Lock(this, lock);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        // One that is closed already was not closed by its user, so there is no call.
        if (behind.isOpen()) {
            calls.close();
        }
    }

    /** A lock whose channel is ours. */
    private static final class Lock extends FileLock {
        private final FileLock behind;

        Lock(FileChannel channel, FileLock behind) {
            super(channel, behind.position(), behind.size(), behind.isShared());
            this.behind = behind;
        }

        @Override
        public boolean isValid() {
            return behind.isValid();
        }

        @Override
        public void release() throws IOException {
            behind.release();
        }
    }
}
