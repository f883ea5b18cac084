package io.github.ffunit.ffmpeg.internal.engine;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The memory of a {@link NativeGuest}, for host calls. Every access is checked against its present size: beyond it lie the
 * guard pages, and a fault there by Java code would be the JVM's.
 *
 * <p>Not for several threads at a time.
 */
final class NativeMemory implements GuestMemory {

    private static final ByteBuffer NONE = ByteBuffer.allocateDirect(0);

    private ByteBuffer bytes;
    private ByteBuffer window;
    private final ByteBuffer size;
    private long sizeAtEnd = -1;

    /**
     * Makes one over the guest's bytes.
     *
     * @param bytes all that the memory may grow to
     * @param size the eight bytes that hold its present size
     */
    NativeMemory(ByteBuffer bytes, ByteBuffer size) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.window = bytes.duplicate();
        this.size = size.order(ByteOrder.nativeOrder());
    }

    /** Forgets the bytes, which are about to be freed. Their number stays known. */
    void close() {
        sizeAtEnd = size();
        bytes = NONE;
        window = NONE.duplicate();
    }

    @Override
    public long size() {
        return sizeAtEnd >= 0 ? sizeAtEnd : size.getLong(0);
    }

    /** Returns the address, which the memory has. */
    private int check(int address, int length) {
        long accessible = sizeAtEnd >= 0 ? 0 : size.getLong(0);
        if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length) > accessible) {
            throw new OutOfBounds(address, length, accessible);
        }
        return address;
    }

    @Override
    public ByteBuffer window(int address, int length) {
        check(address, length);
        return window.limit(address + length).position(address);
    }

    @Override
    public byte getByte(int address) {
        return bytes.get(check(address, Byte.BYTES));
    }

    @Override
    public short getShort(int address) {
        return bytes.getShort(check(address, Short.BYTES));
    }

    @Override
    public int getInt(int address) {
        return bytes.getInt(check(address, Integer.BYTES));
    }

    @Override
    public long getLong(int address) {
        return bytes.getLong(check(address, Long.BYTES));
    }

    @Override
    public void putByte(int address, byte value) {
        bytes.put(check(address, Byte.BYTES), value);
    }

    @Override
    public void putShort(int address, short value) {
        bytes.putShort(check(address, Short.BYTES), value);
    }

    @Override
    public void putInt(int address, int value) {
        bytes.putInt(check(address, Integer.BYTES), value);
    }

    @Override
    public void putLong(int address, long value) {
        bytes.putLong(check(address, Long.BYTES), value);
    }
}
