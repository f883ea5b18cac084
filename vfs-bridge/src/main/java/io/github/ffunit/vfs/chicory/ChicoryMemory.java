package io.github.ffunit.vfs.chicory;

import com.dylibso.chicory.runtime.Memory;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Any memory of Chicory, for the time of one call. Its interface gives no way to the bytes themselves, so a window is a copy,
 * which goes back into memory before anything else is touched. An engine that owns its memory does better with a
 * {@link GuestMemory} of its own.
 */
final class ChicoryMemory implements GuestMemory {
    private final Memory memory;
    private byte @Nullable [] window;
    private int windowAddress;

    ChicoryMemory(Memory memory) {
        this.memory = memory;
    }

    @Override
    public long size() {
        return (long) memory.pages() * Memory.PAGE_SIZE;
    }

    @Override
    public byte getByte(int address) {
        return at(address, Byte.BYTES).read(address);
    }

    @Override
    public short getShort(int address) {
        return at(address, Short.BYTES).readShort(address);
    }

    @Override
    public int getInt(int address) {
        return at(address, Integer.BYTES).readInt(address);
    }

    @Override
    public long getLong(int address) {
        return at(address, Long.BYTES).readLong(address);
    }

    @Override
    public void putByte(int address, byte value) {
        at(address, Byte.BYTES).writeByte(address, value);
    }

    @Override
    public void putShort(int address, short value) {
        at(address, Short.BYTES).writeShort(address, value);
    }

    @Override
    public void putInt(int address, int value) {
        at(address, Integer.BYTES).writeI32(address, value);
    }

    @Override
    public void putLong(int address, long value) {
        at(address, Long.BYTES).writeLong(address, value);
    }

    @Override
    public ByteBuffer window(int address, int length) {
        byte[] bytes = at(address, length).readBytes(address, length);
        window = bytes;
        windowAddress = address;
        return ByteBuffer.wrap(bytes);
    }

    /** Brings what was put into the window to the guest. */
    void flush() {
        byte[] bytes = window;
        if (bytes != null) {
            window = null;
            memory.write(windowAddress, bytes, 0, bytes.length);
        }
    }

    private Memory at(int address, int length) {
        flush();
        long end = Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length);
        if (end > size() || length < 0) {
            throw new OutOfBounds(address, length, size());
        }
        return memory;
    }
}
