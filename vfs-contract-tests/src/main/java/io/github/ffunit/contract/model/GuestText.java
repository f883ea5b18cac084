package io.github.ffunit.contract.model;

import io.github.ffunit.vfs.preview1.Errno;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Paths and link texts as a guest passes them, judged by A12, K07 and L01. */
final class GuestText {
    private static final int PATH_BYTES = 4095;

    private GuestText() {}

    static String path(byte[] bytes) {
        String path = text(bytes);
        Walk.namesOf(path).forEach(Walk::requireLength);
        Refusal.unless(!path.isEmpty(), Errno.NOENT, "A12");
        Refusal.unless(!path.startsWith("/"), Errno.PERM, "L01");
        return path;
    }

    static String link(byte[] bytes) {
        String text = text(bytes);
        Refusal.unless(!text.isEmpty(), Errno.NOENT, "K08");
        Refusal.unless(!text.startsWith("/"), Errno.PERM, "K07");
        return text;
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(Errno.ILSEQ, "A12");
        }
        Refusal.unless(text.indexOf('\0') < 0, Errno.INVAL, "A12");
        Refusal.unless(bytes.length <= PATH_BYTES, Errno.NAMETOOLONG, "A12");
        return text;
    }
}
