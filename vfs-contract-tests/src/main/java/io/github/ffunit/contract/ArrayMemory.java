package io.github.ffunit.contract;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A guest's memory in one array: arguments are laid out one after the other, anew for each call. */
final class ArrayMemory implements GuestMemory {
    private static final int PAGE_BYTES = 1 << 16;
    // Address 0 stays free, as in C programs.
    private static final int START = 64;

    private byte[] array = new byte[PAGE_BYTES];
    private ByteBuffer bytes = wrap(array);
    private int end = START;

    private static ByteBuffer wrap(byte[] array) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Forgets the arguments of the call before. */
    void clear() {
        end = START;
    }

    /** Reserves room, aligned and filled with a value; returns its address. */
    int room(int length, byte filling) {
        int address = end;
        long wanted = ((long) address + length + 7) & ~7L;
        if (wanted > bytes.capacity()) {
            long pages = (wanted + PAGE_BYTES - 1) / PAGE_BYTES;
            array = Arrays.copyOf(array, Math.toIntExact(pages * PAGE_BYTES));
            bytes = wrap(array);
        }
        end = (int) wanted;
        Arrays.fill(array, address, address + length, filling);
        return address;
    }

    /** Stores bytes; returns their address. */
    int store(byte[] content) {
        int address = room(content.length, (byte) 0);
        System.arraycopy(content, 0, array, address, content.length);
        return address;
    }

    byte[] copy(int address, int length) {
        return Arrays.copyOfRange(array, address, address + length);
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
        checked(address, length);
        return bytes.duplicate().position(address).limit(address + length);
    }

    private int checked(int address, int length) {
        if (length < 0 || Integer.toUnsignedLong(address) + length > size()) {
            throw new OutOfBounds(address, length, size());
        }
        return address;
    }
}
