package io.github.ffunit.compiler;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads from a class file how many bytes of bytecode each method has. */
final class MethodSizes {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD_HANDLE = 15;

    private MethodSizes() {}

    /** Sizes by name and descriptor; abstract methods are left out. */
    static Map<String, Integer> of(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8); // magic, version
        String[] names = readNames(in);
        in.skipNBytes(6); // access, this, super
        in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
        for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
            in.skipNBytes(6);
            readCodeSize(in, names);
        }
        Map<String, Integer> sizes = new TreeMap<>();
        for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
            in.skipNBytes(2); // access
            String method = names[in.readUnsignedShort()] + names[in.readUnsignedShort()];
            int size = readCodeSize(in, names);
            if (size > 0) {
                sizes.put(method, size);
            }
        }
        return sizes;
    }

    private static String[] readNames(DataInputStream in) throws IOException {
        String[] names = new String[in.readUnsignedShort()];
        for (int i = 1; i < names.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> names[i] = in.readUTF();
                case LONG, DOUBLE -> {
                    in.skipNBytes(8);
                    i++; // takes two entries
                }
                case METHOD_HANDLE -> in.skipNBytes(3);
                // classes, strings, method types, modules and packages
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                default -> in.skipNBytes(4);
            }
        }
        return names;
    }

    /** Reads the attributes of a field or a method. */
    private static int readCodeSize(DataInputStream in, String[] names) throws IOException {
        int size = 0;
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            boolean code = names[in.readUnsignedShort()].equals("Code");
            int length = in.readInt();
            if (code) {
                in.skipNBytes(4); // stack, locals
                size = in.readInt();
                length -= 8;
            }
            in.skipNBytes(length);
        }
        return size;
    }
}
