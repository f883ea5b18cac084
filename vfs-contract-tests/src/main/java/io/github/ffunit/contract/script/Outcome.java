package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Answer;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.contract.WireRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call has answered.
 *
 * @param errno the number on the wire
 * @param value what it stored, in a form to compare and to show; null if nothing
 */
record Outcome(int errno, @Nullable Object value) {
    /** The fields of {@code filestat}; times in ns since 1970. */
    record Stat(long device, long inode, int type, long links, long size, long accessed, long modified) {
        static Stat of(byte[] bytes) {
            WireRecord record = new WireRecord(bytes);
            return new Stat(
                    record.u64(0),
                    record.u64(8),
                    record.u8(16),
                    record.u64(24),
                    record.u64(32),
                    record.u64(40),
                    record.u64(48));
        }
    }

    /** The fields of {@code fdstat}, with what lies between them. */
    record Fdstat(int type, int flags, long base, long inheriting, int padding) {
        static Fdstat of(byte[] bytes) {
            WireRecord record = new WireRecord(bytes);
            int padding = record.u8(1) | record.u32(4);
            return new Fdstat(record.u8(0), record.u16(2), record.u64(8), record.u64(16), padding);
        }
    }

    /** An entry of a directory. */
    record Entry(String name, int type, long inode) {}

    /** A whole listing, in the order in which it came. */
    record Listing(List<Entry> entries) {}

    private static final int DIRENT_BYTES = 24;
    private static final int MOST_PAGES = 1000;

    static Outcome of(int errno) {
        return new Outcome(errno, null);
    }

    static <T> Outcome of(Answer<T> answer) {
        return new Outcome(answer.errno(), answer.value());
    }

    static <T> Outcome of(Answer<T> answer, Function<? super T, ?> form) {
        T value = answer.value();
        return new Outcome(answer.errno(), value == null ? null : form.apply(value));
    }

    /** Lists a directory as C programs do: goes on after the last whole entry, and takes more room if none fits. */
    static Outcome list(Wasi1 wasi, int fd, int room) {
        List<Entry> entries = new ArrayList<>();
        long cookie = 0;
        int length = room;
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer<Wasi1.Filled> answer = wasi.fdReaddir(fd, length, cookie);
            if (answer.errno() != 0) {
                return of(answer.errno());
            }
            Wasi1.Filled filled = Objects.requireNonNull(answer.value());
            long next = whole(filled, entries, cookie);
            if (filled.count() < length) {
                return new Outcome(0, new Listing(entries));
            }
            length = next == cookie ? 2 * length + DIRENT_BYTES : length;
            cookie = next;
        }
        // It does not end: what came so far is what differs.
        return new Outcome(0, new Listing(entries));
    }

    /** Collects the whole entries; returns the cookie after them. */
    private static long whole(Wasi1.Filled filled, List<Entry> entries, long cookie) {
        byte[] room = filled.buffers().get(0);
        WireRecord record = new WireRecord(room);
        long next = cookie;
        for (int at = 0; at + DIRENT_BYTES <= filled.count(); ) {
            int length = record.u32(at + 16);
            if (at + DIRENT_BYTES + length > filled.count()) {
                break;
            }
            String name = new String(room, at + DIRENT_BYTES, length, StandardCharsets.UTF_8);
            entries.add(new Entry(name, record.u8(at + 20), record.u64(at + 8)));
            next = record.u64(at);
            at += DIRENT_BYTES + length;
        }
        return next;
    }
}
