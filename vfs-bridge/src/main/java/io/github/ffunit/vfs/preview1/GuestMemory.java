package io.github.ffunit.vfs.preview1;

import java.nio.ByteBuffer;

/**
 * The linear memory of a guest, as host functions see it: the port between an engine and the calls of WASI.
 *
 * <p>Addresses are unsigned 32-bit offsets, as the guest passes them; multi-byte values are little-endian and need no
 * alignment. Every method throws {@link OutOfBounds} when any byte it would touch lies outside of the memory, before
 * it touches one. An engine turns that into a trap (WASI preview1, "Pointers").
 *
 * <p>Not thread-safe: each thread that calls host functions has an object of its own over the same bytes.
 */
public interface GuestMemory {

    /** {@return the present size in bytes, a multiple of 65,536, at most 2^32} */
    long size();

    /**
     * Returns the byte at an address.
     *
     * @param address where
     * @return its value
     */
    byte getByte(int address);

    /**
     * Returns the little-endian 16-bit value at an address.
     *
     * @param address of its first byte
     * @return its value
     */
    short getShort(int address);

    /**
     * Returns the little-endian 32-bit value at an address.
     *
     * @param address of its first byte
     * @return its value
     */
    int getInt(int address);

    /**
     * Returns the little-endian 64-bit value at an address.
     *
     * @param address of its first byte
     * @return its value
     */
    long getLong(int address);

    /**
     * Stores a byte.
     *
     * @param address where
     * @param value what
     */
    void putByte(int address, byte value);

    /**
     * Stores a 16-bit value, little-endian.
     *
     * @param address of its first byte
     * @param value what
     */
    void putShort(int address, short value);

    /**
     * Stores a 32-bit value, little-endian.
     *
     * @param address of its first byte
     * @param value what
     */
    void putInt(int address, int value);

    /**
     * Stores a 64-bit value, little-endian.
     *
     * @param address of its first byte
     * @param value what
     */
    void putLong(int address, long value);

    /**
     * Returns a window on the guest's bytes, for transfers without a copy: position {@code address}, limit
     * {@code address + length}, in whatever buffer the engine keeps. It is valid until the next call of this method
     * and until the guest runs again, so that no call needs to allocate.
     *
     * @param address of the first byte
     * @param length in bytes, unsigned
     * @return a buffer whose remaining bytes are the window; its other properties are the engine's business
     */
    ByteBuffer window(int address, int length);

    /** An access outside of the guest's memory; an engine turns it into a trap. */
    final class OutOfBounds extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /**
         * Makes one.
         *
         * @param address of the access, unsigned
         * @param length of the access in bytes, unsigned
         * @param size of the memory in bytes
         */
        public OutOfBounds(int address, int length, long size) {
            super("out of bounds memory access: %s bytes at address %s, memory has %d bytes"
                    .formatted(Integer.toUnsignedString(length), Integer.toUnsignedString(address), size));
        }
    }
}
