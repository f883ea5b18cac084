package io.github.ffunit.contract.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.vfs.preview1.Errno;
import io.github.ffunit.vfs.preview1.FileType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Calls and answers as text for people, in the manner of strace. */
final class Show {
    private static final int LONGEST = 40;
    private static final String[] OPEN = {"CREAT", "DIRECTORY", "EXCL", "TRUNC"};
    private static final String[] FD = {"APPEND", "DSYNC", "NONBLOCK", "RSYNC", "SYNC"};
    private static final String[] TIMES = {"ATIM", "ATIM_NOW", "MTIM", "MTIM_NOW"};
    private static final String[] WHENCE = {"SET", "CUR", "END"};

    private Show() {}

    /** The same words in every country. */
    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    static String call(Bound bound) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < bound.call().kinds().size(); i++) {
            Kind kind = bound.call().kinds().get(i);
            if (kind != Kind.SEED) {
                arguments.add(argument(kind, bound.values().get(i)));
            }
        }
        return format("%s(%s)", bound.call().word(), String.join(", ", arguments));
    }

    /** What of a {@code filestat} is the same on every root, and on every system. */
    static String stat(Subject subject, Outcome.Stat stat) {
        boolean file = stat.type() == FileType.REGULAR_FILE.code();
        String links = subject.has(Capability.LINK_COUNTS) ? ", nlink " + stat.links() : "";
        return format("type %d", stat.type()) + (file ? format(", size %d", stat.size()) + links : "");
    }

    private static String argument(Kind kind, Object value) {
        return switch (kind) {
            case PATH, TEXT, NAME -> path((byte[]) value);
            case LENGTHS -> Arrays.toString((int[]) value);
            case LOOKUP -> (Long) value == 1 ? "FOLLOW" : value.toString();
            case OPEN_FLAGS -> flags((Long) value, OPEN);
            case FD_FLAGS -> flags((Long) value, FD);
            case TIME_FLAGS -> flags((Long) value, TIMES);
            case WHENCE -> (Long) value < WHENCE.length ? WHENCE[((Long) value).intValue()] : value.toString();
            case RIGHTS -> rights((Long) value);
            default -> value.toString();
        };
    }

    private static String path(byte[] path) {
        String text = new String(path, UTF_8).replace("\0", "\\0");
        return text.length() <= LONGEST
                ? '"' + text + '"'
                : format("\"%s\"... %d bytes", text.substring(0, LONGEST / 2), path.length);
    }

    private static String flags(long value, String[] names) {
        List<String> set = new ArrayList<>();
        long rest = value;
        for (int i = 0; i < names.length; i++) {
            if ((value & (1L << i)) != 0) {
                set.add(names[i]);
                rest &= ~(1L << i);
            }
        }
        if (rest != 0 || set.isEmpty()) {
            set.add(Long.toString(rest));
        }
        return String.join("|", set);
    }

    private static String rights(long value) {
        if (value == Bound.ALL_RIGHTS) {
            return "ALL";
        }
        return switch ((int) value) {
            case 2 -> "R";
            case 64 -> "W";
            case 66 -> "R|W";
            default -> Long.toString(value);
        };
    }

    static String errno(int code) {
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.code() == code)
                .map(Errno::name)
                .findFirst()
                .orElse("errno " + code);
    }

    static String answer(Outcome outcome) {
        return outcome.errno() != 0 ? errno(outcome.errno()) : "0" + value(outcome.value());
    }

    private static String value(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return "";
        }
        if (value instanceof Wasi1.Filled filled) {
            return "  n " + filled.count();
        }
        if (value instanceof Outcome.Stat stat) {
            return format("  type %d, nlink %d, size %d", stat.type(), stat.links(), stat.size());
        }
        if (value instanceof Outcome.Fdstat fdstat) {
            return format(
                    "  type %d, flags %d, rights %#x, %#x",
                    fdstat.type(), fdstat.flags(), fdstat.base(), fdstat.inheriting());
        }
        if (value instanceof Outcome.Listing listing) {
            return format("  %d entries", listing.entries().size());
        }
        return "  " + (value instanceof byte[] bytes ? bytes(bytes) : value);
    }

    static String bytes(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, LONGEST); i++) {
            text.append(format("%02x", bytes[i] & 0xFF));
        }
        return bytes.length > LONGEST ? text + "… " + bytes.length + " bytes" : text.toString();
    }
}
