package io.github.ffunit.ffmpeg.internal.wasi;

import io.github.ffunit.vfs.preview1.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** NUL-terminated strings for {@code args_get} and {@code environ_get}. */
final class StringTable {

    private final List<byte[]> strings;

    StringTable(List<String> strings) {
        this.strings = strings.stream()
                .map(string -> (string + '\0').getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    void writeSizes(GuestMemory memory, int countAddress, int sizeAddress) {
        memory.putInt(countAddress, strings.size());
        memory.putInt(
                sizeAddress, strings.stream().mapToInt(string -> string.length).sum());
    }

    void write(GuestMemory memory, int pointersAddress, int bufferAddress) {
        int pointer = pointersAddress;
        int target = bufferAddress;
        for (byte[] string : strings) {
            memory.putInt(pointer, target);
            memory.window(target, string.length).put(string);
            pointer += Integer.BYTES;
            target += string.length;
        }
    }
}
