package io.github.ffunit.vfs.preview1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Memory without a guest, in one array: for tests of host functions, and for callers that speak Java. Its size need not be a
 * multiple of a page.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ArrayMemory implements GuestMemory {
    private byte[] array;
    private ByteBuffer bytes;

    /**
     * Makes a memory of zeros.
     *
     * @param size in bytes, 0 or more
     */
    public ArrayMemory(int size) {
        array = new byte[size];
        bytes = wrap(array);
    }

    private static ByteBuffer wrap(byte[] array) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Adds zeros at the end; windows from before are on the bytes of before.
     *
     * @param size in bytes, not less than now
     * @throws IllegalArgumentException if it is less
     */
    public void grow(int size) {
        if (size < array.length) {
            throw new IllegalArgumentException(
                    "memory of %d bytes cannot become %d bytes: it only grows".formatted(array.length, size));
        }
        array = Arrays.copyOf(array, size);
        bytes = wrap(array);
    }

    @Override
    public long size() {
        return bytes.capacity();
    }

    @Override
    public byte getByte(int address) {
        return bytes.get(checked(address, Byte.BYTES));
    }

    @Override
    public short getShort(int address) {
        return bytes.getShort(checked(address, Short.BYTES));
    }

    @Override
    public int getInt(int address) {
        return bytes.getInt(checked(address, Integer.BYTES));
    }

    @Override
    public long getLong(int address) {
        return bytes.getLong(checked(address, Long.BYTES));
    }

    @Override
    public void putByte(int address, byte value) {
        bytes.put(checked(address, Byte.BYTES), value);
    }

    @Override
    public void putShort(int address, short value) {
        bytes.putShort(checked(address, Short.BYTES), value);
    }

    @Override
    public void putInt(int address, int value) {
        bytes.putInt(checked(address, Integer.BYTES), value);
    }

    @Override
    public void putLong(int address, long value) {
        bytes.putLong(checked(address, Long.BYTES), value);
    }

    @Override
    public ByteBuffer window(int address, int length) {
        int start = checked(address, length);
        return bytes.duplicate().position(start).limit(start + length);
    }

    private int checked(int address, int length) {
        if (length < 0 || Integer.toUnsignedLong(address) + length > size()) {
            throw new OutOfBounds(address, length, size());
        }
        return address;
    }
}
