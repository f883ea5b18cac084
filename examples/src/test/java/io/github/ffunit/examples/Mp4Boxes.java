package io.github.ffunit.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the outline of an mp4 without FFmpeg: a second opinion. */
final class Mp4Boxes {

    private static final long SIZE_IS_64_BITS = 1;
    private static final long SIZE_IS_THE_REST = 0;

    private Mp4Boxes() {}

    /** The types of the boxes at the top level, in the order of the file. */
    static List<String> topLevel(Path mp4) throws IOException {
        List<String> types = new ArrayList<>();
        try (SeekableByteChannel file = Files.newByteChannel(mp4)) {
            for (long start = 0; start < file.size(); ) {
                ByteBuffer header = read(file, start, 8);
                long size = Integer.toUnsignedLong(header.getInt());
                byte[] type = new byte[4];
                header.get(type);
                types.add(new String(type, StandardCharsets.ISO_8859_1));
                if (size == SIZE_IS_64_BITS) {
                    size = read(file, start + 8, 8).getLong();
                } else if (size == SIZE_IS_THE_REST) {
                    size = file.size() - start;
                }
                if (size < 8 || size > file.size() - start) {
                    throw new IOException("[%s] is no mp4: box [%s] at byte %d claims %d bytes"
                            .formatted(mp4, types.get(types.size() - 1), start, size));
                }
                start += size;
            }
        }
        return types;
    }

    /** Whether a player that has the beginning has all it needs to start. */
    static boolean isMoovBeforeMdat(Path mp4) throws IOException {
        List<String> types = topLevel(mp4);
        return types.contains("moov") && types.indexOf("moov") < types.indexOf("mdat");
    }

    private static ByteBuffer read(SeekableByteChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.position(position);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new IOException("The mp4 ends at byte %d within the header of a box".formatted(file.size()));
            }
        }
        return bytes.flip();
    }
}
