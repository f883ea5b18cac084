package io.github.ffunit.internal.playlist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file, or a part of one, that a playlist refers to.
 *
 * @param file absolute and normalized; it need not exist
 * @param range which bytes of it; empty for all
 */
public record Piece(Path file, Optional<Range> range) {

    /**
     * Bytes that follow each other.
     *
     * @param offset the first, from 0
     * @param length how many, at least 0
     */
    public record Range(long offset, long length) {}

    /**
     * Reads the piece as a whole.
     *
     * @return its bytes
     * @throws IOException if the file cannot be read, or ends before the piece does
     */
    public byte[] read() throws IOException {
        if (range.isEmpty()) {
            return Files.readAllBytes(file);
        }
        Range bytes = range.get();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (bytes.offset() + bytes.length() > channel.size()) {
                throw new IOException("[%s] has %d bytes, too few for %s".formatted(file, channel.size(), this));
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes.length()));
            channel.position(bytes.offset());
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // The end of the file was looked at above
            }
            return buffer.array();
        }
    }

    /** {@return the name of the file, and the bytes if not all} */
    @Override
    public String toString() {
        return file.getFileName()
                + range.map(bytes -> ", bytes %d to %d".formatted(bytes.offset(), bytes.offset() + bytes.length() - 1))
                        .orElse("");
    }
}
