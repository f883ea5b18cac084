package io.github.ffunit.vfs.journal;

import io.github.ffunit.vfs.preview1.Flags;
import io.github.ffunit.vfs.preview1.Rights;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Arguments in words, and names in quotes. */
final class Words {
    private static final List<Bit> OPEN = List.of(
            new Bit(Flags.OPEN_CREAT, "CREAT"),
            new Bit(Flags.OPEN_DIRECTORY, "DIRECTORY"),
            new Bit(Flags.OPEN_EXCL, "EXCL"),
            new Bit(Flags.OPEN_TRUNC, "TRUNC"));
    private static final List<Bit> FD = List.of(
            new Bit(Flags.FD_APPEND, "APPEND"),
            new Bit(Flags.FD_DSYNC, "DSYNC"),
            new Bit(Flags.FD_NONBLOCK, "NONBLOCK"),
            new Bit(Flags.FD_RSYNC, "RSYNC"),
            new Bit(Flags.FD_SYNC, "SYNC"));
    private static final List<Bit> TIMES = List.of(
            new Bit(Flags.TIMES_ATIM, "ATIM"),
            new Bit(Flags.TIMES_ATIM_NOW, "ATIM_NOW"),
            new Bit(Flags.TIMES_MTIM, "MTIM"),
            new Bit(Flags.TIMES_MTIM_NOW, "MTIM_NOW"));
    private static final List<String> WHENCE = List.of("SET", "CUR", "END");
    private static final List<String> ADVICE =
            List.of("NORMAL", "SEQUENTIAL", "RANDOM", "WILLNEED", "DONTNEED", "NOREUSE");

    private Words() {}

    private record Bit(int value, String name) {}

    /** Flags of {@code path_open}; that links are not followed is one, as in POSIX. */
    static String openFlags(int lookup, int flags) {
        boolean follows = (lookup & Flags.LOOKUP_SYMLINK_FOLLOW) != 0;
        String words = words(OPEN, flags);
        if (follows) {
            return words;
        }
        return flags == 0 ? "NOFOLLOW" : words + "|NOFOLLOW";
    }

    static String lookup(int lookup) {
        return words(List.of(new Bit(Flags.LOOKUP_SYMLINK_FOLLOW, "FOLLOW")), lookup);
    }

    static String fdFlags(int flags) {
        return words(FD, flags);
    }

    static String timeFlags(int flags) {
        return words(TIMES, flags);
    }

    static String whence(int whence) {
        return named(WHENCE, whence);
    }

    static String advice(int advice) {
        return named(ADVICE, advice);
    }

    /** Only the two rights that say how a file is used; programs ask for all the others anyway. */
    static String access(long rights) {
        boolean reads = (rights & Rights.FD_READ) != 0;
        boolean writes = (rights & Rights.FD_WRITE) != 0;
        return reads && writes ? "R|W" : reads ? "R" : writes ? "W" : "0";
    }

    static String hex(long bits) {
        return "0x" + Long.toHexString(bits);
    }

    static String quoted(@Nullable String text) {
        if (text == null) {
            return "?";
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> append(quoted, (char) c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder text, char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c == '\n') {
            text.append("\\n");
        } else if (Character.isISOControl(c)) {
            text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
        } else {
            text.append(c);
        }
    }

    private static String words(List<Bit> bits, int flags) {
        StringJoiner words = new StringJoiner("|");
        words.setEmptyValue("0");
        int rest = flags;
        for (Bit bit : bits) {
            if ((flags & bit.value) != 0) {
                words.add(bit.name);
                rest &= ~bit.value;
            }
        }
        if (rest != 0) {
            words.add(hex(Integer.toUnsignedLong(rest)));
        }
        return words.toString();
    }

    private static String named(List<String> names, int number) {
        return number >= 0 && number < names.size() ? names.get(number) : Integer.toString(number);
    }
}
