package io.github.ffunit.vfs.chicory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Writes the sections of a WebAssembly module, byte by byte. */
final class WasmBinary {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static WasmBinary module() {
        return new WasmBinary().add(0, 'a', 's', 'm', 1, 0, 0, 0);
    }

    WasmBinary add(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
        return this;
    }

    WasmBinary name(String name) {
        add(name.length());
        bytes.writeBytes(name.getBytes(US_ASCII));
        return this;
    }

    WasmBinary section(int id, WasmBinary content) {
        byte[] inner = content.toBytes();
        unsigned(id);
        unsigned(inner.length);
        bytes.writeBytes(inner);
        return this;
    }

    /** A function body without locals. */
    WasmBinary body(WasmBinary code) {
        byte[] inner = code.toBytes();
        unsigned(inner.length + 2);
        add(0);
        bytes.writeBytes(inner);
        return add(0x0B);
    }

    WasmBinary i32(int value) {
        return add(0x41).signed(value);
    }

    WasmBinary i64(long value) {
        return add(0x42).signed(value);
    }

    private WasmBinary signed(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            add((int) (rest & 0x7F) | 0x80);
            rest >>= 7;
        }
        return add((int) rest & 0x7F);
    }

    private void unsigned(int value) {
        int rest = value;
        while (rest > 127) {
            add((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        add(rest);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
