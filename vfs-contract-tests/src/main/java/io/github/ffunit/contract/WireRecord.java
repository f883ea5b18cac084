package io.github.ffunit.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Fields of a record as WASI lays it out: little-endian numbers at fixed offsets, as {@link Wasi1} answers them. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class WireRecord {
    private final ByteBuffer bytes;

    /**
     * Looks at a record.
     *
     * @param bytes of the record; not copied
     */
    public WireRecord(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads 8 bits.
     *
     * @param offset in bytes from the start of the record
     * @return the number, not negative
     */
    public int u8(int offset) {
        return bytes.get(offset) & 0xFF;
    }

    /**
     * Reads 16 bits.
     *
     * @param offset in bytes from the start of the record
     * @return the number, not negative
     */
    public int u16(int offset) {
        return bytes.getShort(offset) & 0xFFFF;
    }

    /**
     * Reads 32 bits.
     *
     * @param offset in bytes from the start of the record
     * @return the number; negative from 2^31 on
     */
    public int u32(int offset) {
        return bytes.getInt(offset);
    }

    /**
     * Reads 64 bits.
     *
     * @param offset in bytes from the start of the record
     * @return the number; negative from 2^63 on
     */
    public long u64(int offset) {
        return bytes.getLong(offset);
    }
}
