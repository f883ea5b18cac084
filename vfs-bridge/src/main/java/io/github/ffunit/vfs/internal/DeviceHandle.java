package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.Rights;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open device: offsets are accepted and ignored, as Linux does for its null device. */
final class DeviceHandle extends Handle {
    private final Device device;
    private final FileStat stat;

    DeviceHandle(Device device, FileStat stat, long base, int flags) {
        super(base, 0, flags);
        this.device = device;
        this.stat = stat;
    }

    @Override
    FileType type() {
        return FileType.CHARACTER_DEVICE;
    }

    @Override
    FileStat stat() {
        return stat;
    }

    @Override
    Errno unfit() {
        return Errno.NOTSUP;
    }

    @Override
    long read(GuestMemory memory, int iovs, int count) throws IOException {
        require(Rights.FD_READ);
        long done = 0;
        for (int i = 0; i < count; i++) {
            ByteBuffer target = Iovecs.window(memory, iovs, i);
            int start = target.position();
            if (target.hasRemaining()) {
                device.read(target);
            }
            done += target.position() - start;
        }
        return done;
    }

    @Override
    long write(GuestMemory memory, int iovs, int count, long total) throws IOException {
        require(Rights.FD_WRITE);
        for (int i = 0; i < count; i++) {
            ByteBuffer source = Iovecs.window(memory, iovs, i);
            if (source.hasRemaining()) {
                device.write(source);
            }
        }
        return total;
    }

    @Override
    long readAt(GuestMemory memory, int iovs, int count, long offset) throws IOException {
        return read(memory, iovs, count);
    }

    @Override
    long writeAt(GuestMemory memory, int iovs, int count, long total, long offset) throws IOException {
        return write(memory, iovs, count, total);
    }

    @Override
    long seek(long offset, int whence) throws IOException {
        require(Rights.FD_SEEK);
        return 0;
    }

    @Override
    long tell() throws IOException {
        require(Rights.FD_TELL);
        return 0;
    }

    @Override
    void advise() {}

    @Override
    void sync() {}

    @Override
    void setTimes(Times times) throws IOException {
        throw failure(Errno.ROFS);
    }
}
