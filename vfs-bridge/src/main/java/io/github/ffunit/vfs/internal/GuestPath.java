package io.github.ffunit.vfs.internal;

import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Paths and link texts as the guest passes them: UTF-8 without a terminator. */
final class GuestPath {
    private static final int PATH_MAX = 4095;
    private static final int NAME_MAX = 255;

    private GuestPath() {}

    /** Traps unless the bytes lie in memory. */
    static void check(GuestMemory memory, int address, int length) {
        if (length < 0) {
            throw new GuestMemory.OutOfBounds(address, length, memory.size());
        }
        Iovecs.check(memory, address, length);
    }

    /** A relative path. */
    static String read(GuestMemory memory, int address, int length) throws ErrnoException {
        String path = readText(memory, address, length);
        for (String name : names(path)) {
            requireLength(name);
        }
        if (path.isEmpty()) {
            throw new ErrnoException(Errno.NOENT);
        }
        if (path.startsWith("/")) {
            throw new ErrnoException(Errno.PERM);
        }
        return path;
    }

    /** The names between the slashes. */
    static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            if (slash > start) {
                names.add(path.substring(start, slash));
            }
            start = slash + 1;
        }
        if (start < path.length()) {
            names.add(path.substring(start));
        }
        return names;
    }

    /** Names have 255 bytes at most, on every file system. */
    static void requireLength(String name) throws ErrnoException {
        // A char has three bytes at most: most names need not be encoded to be measured.
        if (name.length() > NAME_MAX
                || (name.length() > NAME_MAX / 3 && name.getBytes(StandardCharsets.UTF_8).length > NAME_MAX)) {
            throw new ErrnoException(Errno.NAMETOOLONG);
        }
    }

    /** The text of a symbolic link. */
    static String readLinkText(GuestMemory memory, int address, int length) throws ErrnoException {
        String text = readText(memory, address, length);
        if (text.isEmpty()) {
            throw new ErrnoException(Errno.NOENT);
        }
        if (text.startsWith("/")) {
            throw new ErrnoException(Errno.PERM);
        }
        return text;
    }

    private static String readText(GuestMemory memory, int address, int length) throws ErrnoException {
        String text = decode(memory.window(address, length));
        if (text.indexOf('\0') >= 0) {
            throw new ErrnoException(Errno.INVAL);
        }
        if (length > PATH_MAX) {
            throw new ErrnoException(Errno.NAMETOOLONG);
        }
        return text;
    }

    private static String decode(ByteBuffer bytes) throws ErrnoException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        if (isAscii(copy)) {
            return new String(copy, StandardCharsets.US_ASCII); // without a decoder, for nearly all paths
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(copy))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ErrnoException(Errno.ILSEQ);
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
