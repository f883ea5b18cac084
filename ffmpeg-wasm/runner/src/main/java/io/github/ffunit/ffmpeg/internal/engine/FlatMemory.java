package io.github.ffunit.ffmpeg.internal.engine;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A guest's memory in one array, for compiled code ({@link Memory}) and for host calls ({@link GuestMemory}).
 *
 * <p>Chicory's own memory has an array for each page of 64 KiB, which costs a second look-up and a check for page
 * boundaries at every access; with this one, FFmpeg is about a third faster.
 *
 * <p>The array is exactly as long as the memory, so that its own bounds check is the memory's: a second check on each
 * access would make FFmpeg slower by more than a third, as measured. The price is a copy whenever the guest asks for more,
 * for which reason its allocator asks for an eighth of its memory at least.
 *
 * <p>Not for shared memory: one thread at a time uses it.
 */
@SuppressWarnings("removal") // Chicory still declares four methods that it means to drop
final class FlatMemory implements Memory, GuestMemory {

    /** What a Java array can hold: 2 GiB less one page. */
    static final int MAX_PAGES = Integer.MAX_VALUE / PAGE_SIZE;

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);
    private static final VarHandle FLOAT = view(float[].class);
    private static final VarHandle DOUBLE = view(double[].class);

    private final MemoryLimits limits;
    private final int limitPages;
    private DataSegment[] segments = {};
    private byte[] bytes;
    private ByteBuffer buffer;

    FlatMemory(MemoryLimits limits, long maxBytes) {
        this.limits = limits;
        this.limitPages = (int) Math.min(maxBytes / PAGE_SIZE, MAX_PAGES);
        requireWithinLimit(limits.initialPages());
        this.bytes = allocate(new byte[0], limits.initialPages());
        this.buffer = ByteBuffer.wrap(bytes);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    // ---- size

    @Override
    public int pages() {
        return bytes.length / PAGE_SIZE;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int grow(int delta) {
        int previous = pages();
        if (delta < 0 || delta > limits.maximumPages() - previous) {
            return -1;
        }
        if (delta > 0) {
            long wanted = (long) previous + delta;
            requireWithinLimit(wanted);
            bytes = allocate(bytes, (int) wanted);
            buffer = ByteBuffer.wrap(bytes);
        }
        return previous;
    }

    private void requireWithinLimit(long wanted) {
        if (wanted > limitPages) {
            throw new GuestMemoryLimitException(
                    "the guest asked for %d bytes of memory, its limit is %d"
                            .formatted(wanted * PAGE_SIZE, (long) limitPages * PAGE_SIZE),
                    null);
        }
    }

    private static byte[] allocate(byte[] old, int pages) {
        try {
            return Arrays.copyOf(old, pages * PAGE_SIZE);
        } catch (OutOfMemoryError e) {
            throw new GuestMemoryLimitException(
                    "the guest asked for more memory than the Java heap has left: %d bytes, with a heap of at most %d; raise -Xmx"
                            .formatted(
                                    (long) pages * PAGE_SIZE,
                                    Runtime.getRuntime().maxMemory()),
                    e);
        }
    }

    @Override
    public int initialPages() {
        return limits.initialPages();
    }

    @Override
    public int maximumPages() {
        return limits.maximumPages();
    }

    @Override
    public boolean shared() {
        return false;
    }

    // ---- bounds

    private void checkRange(int address, int length) {
        if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length) > size()) {
            throw outOfBounds(address, length);
        }
    }

    private OutOfBounds outOfBounds(int address, int length) {
        return new OutOfBounds(address, length, size());
    }

    // ---- data segments

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        segments = dataSegments.clone();
        for (DataSegment segment : dataSegments) {
            if (segment instanceof ActiveDataSegment active) {
                long[] offset = ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions());
                write((int) offset[0], segment.data(), 0, segment.data().length);
            }
        }
    }

    @Override
    public void initPassiveSegment(int segment, int address, int offset, int size) {
        write(address, segments[segment].data(), offset, size);
    }

    @Override
    public void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    // ---- blocks

    @Override
    public void write(int address, byte[] data, int offset, int length) {
        checkRange(address, length);
        if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(length) > data.length) {
            throw new OutOfBounds(offset, length, data.length);
        }
        System.arraycopy(data, offset, bytes, address, length);
    }

    @Override
    public byte[] readBytes(int address, int size) {
        checkRange(address, size);
        return Arrays.copyOfRange(bytes, address, address + size);
    }

    /** Chicory asks for it once, before it fills in the data; a new array is zero already. */
    @Override
    public void zero() {}

    @Override
    public void fill(byte value, int from, int to) {
        checkRange(from, to - from);
        Arrays.fill(bytes, from, to, value);
    }

    @Override
    public void copy(int target, int source, int size) {
        checkRange(target, size);
        checkRange(source, size);
        System.arraycopy(bytes, source, bytes, target, size);
    }

    @Override
    public ByteBuffer window(int address, int length) {
        checkRange(address, length);
        return buffer.limit(address + length).position(address);
    }

    // ---- single values, for compiled code

    @Override
    public byte read(int address) {
        try {
            return bytes[address];
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Byte.BYTES);
        }
    }

    @Override
    public void writeByte(int address, byte value) {
        try {
            bytes[address] = value;
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Byte.BYTES);
        }
    }

    @Override
    public short readShort(int address) {
        try {
            return (short) SHORT.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Short.BYTES);
        }
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public void writeShort(int address, short value) {
        try {
            SHORT.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Short.BYTES);
        }
    }

    @Override
    public int readInt(int address) {
        try {
            return (int) INT.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Integer.BYTES);
        }
    }

    @Override
    public void writeI32(int address, int value) {
        try {
            INT.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Integer.BYTES);
        }
    }

    @Override
    public long readLong(int address) {
        try {
            return (long) LONG.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Long.BYTES);
        }
    }

    @Override
    public void writeLong(int address, long value) {
        try {
            LONG.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Long.BYTES);
        }
    }

    @Override
    public float readFloat(int address) {
        try {
            return (float) FLOAT.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Float.BYTES);
        }
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public void writeF32(int address, float value) {
        try {
            FLOAT.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Float.BYTES);
        }
    }

    @Override
    public double readDouble(int address) {
        try {
            return (double) DOUBLE.get(bytes, address);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Double.BYTES);
        }
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public void writeF64(int address, double value) {
        try {
            DOUBLE.set(bytes, address, value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(address, Double.BYTES);
        }
    }

    // ---- single values, for host calls

    @Override
    public byte getByte(int address) {
        return read(address);
    }

    @Override
    public short getShort(int address) {
        return readShort(address);
    }

    @Override
    public int getInt(int address) {
        return readInt(address);
    }

    @Override
    public long getLong(int address) {
        return readLong(address);
    }

    @Override
    public void putByte(int address, byte value) {
        writeByte(address, value);
    }

    @Override
    public void putShort(int address, short value) {
        writeShort(address, value);
    }

    @Override
    public void putInt(int address, int value) {
        writeI32(address, value);
    }

    @Override
    public void putLong(int address, long value) {
        writeLong(address, value);
    }

    // ---- the threads proposal, which needs shared memory

    @Override
    public Object lock(int address) {
        throw notShared();
    }

    @Override
    public int waitOn(int address, int expected, long timeout) {
        throw notShared();
    }

    @Override
    public int waitOn(int address, long expected, long timeout) {
        throw notShared();
    }

    @Override
    public int notify(int address, int maxThreads) {
        throw notShared();
    }

    private static UnsupportedOperationException notShared() {
        return new UnsupportedOperationException("the guest's memory is not shared");
    }
}
