package io.github.ffunit.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Fields of a record as WASI lays it out: little-endian numbers at fixed offsets. */
final class WireRecord {
    private final ByteBuffer bytes;

    WireRecord(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int u8(int offset) {
        return bytes.get(offset) & 0xFF;
    }

    int u16(int offset) {
        return bytes.getShort(offset) & 0xFFFF;
    }

    int u32(int offset) {
        return bytes.getInt(offset);
    }

    long u64(int offset) {
        return bytes.getLong(offset);
    }
}
