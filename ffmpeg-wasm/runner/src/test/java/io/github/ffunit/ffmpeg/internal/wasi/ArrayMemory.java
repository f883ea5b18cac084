package io.github.ffunit.ffmpeg.internal.wasi;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A guest's memory without a guest. */
public final class ArrayMemory implements GuestMemory {

    private final ByteBuffer bytes;

    public ArrayMemory(int size) {
        bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long size() {
        return bytes.capacity();
    }

    @Override
    public byte getByte(int address) {
        return bytes.get(address);
    }

    @Override
    public short getShort(int address) {
        return bytes.getShort(address);
    }

    @Override
    public int getInt(int address) {
        return bytes.getInt(address);
    }

    @Override
    public long getLong(int address) {
        return bytes.getLong(address);
    }

    @Override
    public void putByte(int address, byte value) {
        bytes.put(address, value);
    }

    @Override
    public void putShort(int address, short value) {
        bytes.putShort(address, value);
    }

    @Override
    public void putInt(int address, int value) {
        bytes.putInt(address, value);
    }

    @Override
    public void putLong(int address, long value) {
        bytes.putLong(address, value);
    }

    @Override
    public ByteBuffer window(int address, int length) {
        return bytes.duplicate().limit(address + length).position(address);
    }
}
