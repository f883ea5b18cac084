package io.github.ffunit.compiler;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Small WebAssembly modules, assembled by hand. */
final class TestModule {

    private static final String HEADER = "0061736d 01000000";
    /** {@code (i32, i32) -> i32} and {@code (i32, i32, i32) -> ()}. */
    private static final String TYPES = "01 0d 02 60027f7f017f 60037f7f7f00";

    private static final String FUNCTIONS = "03 03 02 00 01";
    private static final String MEMORY = "05 03 01 00 01";
    /** {@code ge}, {@code copy} and {@code memory}. */
    private static final String EXPORTS = "07 16 03 02676500 00 04636f707900 01 066d656d6f727902 00";

    /** Custom section with the names {@code ge} and {@code copy}. */
    private static final String NAMES = "00 12 04 6e616d65 01 0b 02 00 02 6765 01 04 636f7079";

    private static final String GE_BODY = "00 2000 2001 4f 0b";
    private static final String COPY_BODY = "00 2000 2001 2002 fc0a0000 0b";

    private TestModule() {}

    /** Exports {@code ge(a, b)}, which is {@code i32.ge_u}, and {@code copy(to, from, size)}, which is memory.copy. */
    static byte[] comparisonAndCopy() {
        return module(bytes(GE_BODY));
    }

    /** The same with a {@code ge} too big for a JVM method, whose limit is 64 KiB. */
    static byte[] withHugeFunction() {
        return module(comparisons(20_000));
    }

    /** The same with a {@code ge} too big for HotSpot's compilers, whose limit is 8,000 bytes. */
    static byte[] withLargeFunction() {
        return module(comparisons(2_000));
    }

    /**
     * Exports {@code branch(i)} and {@code value(i)}, which both trap if {@code i >= 16} and else return whether
     * {@code i < 8}, as unsigned. The first branches on the first comparison, the other keeps its result first. And
     * {@code keep(i)}, which is the first comparison.
     */
    static byte[] foldableComparisons() {
        String below = "2000 4108 49 047f 4101 05 4100 0b 0b";
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.write(3);
        writeSized(code, bytes("00 2000 4110 4f 0440 00 0b" + below));
        writeSized(code, bytes("01017f 2000 4110 4f 2101 2001 0440 00 0b" + below));
        writeSized(code, bytes("00 2000 4110 4f 0b"));
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(bytes(HEADER + "01 06 01 60017f017f" + "03 04 03 00 00 00"
                + "07 19 03 066272616e6368 00 00 0576616c7565 00 01 046b656570 00 02"));
        module.write(10);
        writeSized(module, code.toByteArray());
        return module.toByteArray();
    }

    private static byte[] comparisons(int count) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes("00"));
        for (int i = 0; i < count; i++) {
            body.writeBytes(bytes("2000 2001 4f 1a")); // compare and drop
        }
        body.writeBytes(bytes("2000 0b"));
        return body.toByteArray();
    }

    private static byte[] module(byte[] geBody) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.write(2);
        writeSized(code, geBody);
        writeSized(code, bytes(COPY_BODY));

        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(bytes(HEADER + TYPES + FUNCTIONS + MEMORY + EXPORTS));
        module.write(10);
        writeSized(module, code.toByteArray());
        module.writeBytes(bytes(NAMES));
        return module.toByteArray();
    }

    private static void writeSized(ByteArrayOutputStream out, byte[] content) {
        int rest = content.length;
        while (rest > 0x7f) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.writeBytes(content);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
