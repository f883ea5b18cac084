package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A few bytes for the answers to the journal's own questions, so that nothing of the guest's is touched. */
final class OwnMemory implements GuestMemory {
    private final ByteBuffer bytes;

    OwnMemory(int size) {
        bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
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
