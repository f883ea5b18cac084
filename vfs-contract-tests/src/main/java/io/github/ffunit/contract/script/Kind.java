package io.github.ffunit.contract.script;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What an argument of an operation means. An argument is a short word without blanks; what it stands for is found when the
 * operation runs, so that it has a meaning after any other operations.
 */
enum Kind {
    /**
     * An open file: a letter for its kind ({@code d} directory, {@code f} regular file, {@code s} stream, {@code c} device), and
     * which of those that are open, modulo their count; or {@code !} and a number that is used as it is.
     */
    FD("f0", "f0", "f0", "f1", "f1", "f2", "f3", "d0", "d1", "s0", "s1", "c0", "!77", "!-1"),
    /** The same, where a path starts. */
    DIR("d0", "d0", "d0", "d0", "d0", "d0", "d0", "d0", "d1", "d1", "d2", "f0", "s0", "!77"),
    /** A number that an open file shall get: one that is open, or not. */
    TO("f0", "f1", "d0", "d1", "s0", "c0", "!77", "!5"),
    LOOKUP("0", "0", "1", "1", "1", "1", "0", "1", "2"),
    OPEN_FLAGS("0", "0", "1", "1", "1", "1", "5", "8", "9", "2", "2", "3", "4", "10", "13", "16"),
    /** 2 reads, 64 writes. */
    RIGHTS("66", "66", "66", "66", "2", "64", "0", "1073741823"),
    FD_FLAGS("0", "0", "0", "0", "1", "1", "4", "16", "30", "32"),
    TIME_FLAGS("5", "4", "1", "10", "8", "2", "0", "3", "12", "16"),
    STAMP("0", "1000000000", "1123456789", "5000000000", "4000000000000000001", "-1"),
    ADVICE("0", "0", "4", "6"),
    WHENCE("0", "0", "0", "1", "1", "2", "2", "3"),
    /** A place in a file, see {@link Amount}. */
    OFFSET(
            "0", "0", "1", "2", "size", "size", "size-1", "size+1", "size+5", "10", "511", "4095", "4096", "4097",
            "8192", "65536", "2^31", "2^40", "2^40-1", "2^63-1", "2^63"),
    /** A distance, see {@link Amount}. */
    STEP("0", "0", "1", "3", "-1", "-2", "-size", "size", "100", "4096", "2^31", "2^63-1", "2^63"),
    /** Lengths of buffers, with a plus between them; none is {@code -}. */
    LENGTHS("1", "1", "3", "5", "10", "0", "-", "1+2", "2+0+3", "0+4", "511", "4096", "4097", "9000"),
    /** What is written. */
    SEED("1", "2", "3", "4", "5"),
    /** Bytes for an answer. */
    ROOM("4096", "4096", "300", "100", "40", "25", "24", "23", "1", "0"),
    COOKIE("0", "0", "0", "2^62", "2^63"),
    SECONDS("1", "60", "100000"),
    PATH {
        @Override
        String draw(SplittableRandom random) {
            return Names.path(random);
        }
    },
    /** The text of a link. */
    TEXT {
        @Override
        String draw(SplittableRandom random) {
            return Names.linkText(random);
        }
    },
    /** A name in the root directory, for what the host does. */
    NAME("a", "b", "c", "d", "e", "f");

    // An immutable list.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> pool;

    Kind(String... pool) {
        this.pool = List.of(pool);
    }

    String draw(SplittableRandom random) {
        return pool.get(random.nextInt(pool.size()));
    }

    /** All words of its pool, each once, the simplest first. */
    Stream<String> words() {
        return pool.stream().distinct();
    }

    /** Words that mean something simpler, the simplest first. */
    List<String> simpler(String word) {
        if (this == PATH || this == TEXT) {
            return Names.simpler(word);
        }
        if (this == LENGTHS) {
            return simplerLengths(word);
        }
        int end = pool.indexOf(word);
        List<String> simpler = new ArrayList<>(pool.subList(0, end < 0 ? pool.size() : end));
        simpler.removeIf(word::equals);
        return simpler.stream().distinct().toList();
    }

    private static List<String> simplerLengths(String word) {
        List<String> simpler = new ArrayList<>();
        if (!word.equals("-") && !word.equals("1")) {
            simpler.add("1");
            if (word.contains("+")) {
                simpler.add(word.substring(0, word.indexOf('+')));
                simpler.add(word.substring(word.indexOf('+') + 1));
            } else if (Integer.parseInt(word) > 1) {
                simpler.add("2");
                simpler.add(Integer.toString(Integer.parseInt(word) / 2));
            }
            simpler.removeIf(word::equals);
        }
        return simpler;
    }

    /** Writes bytes as a word: what is no plain letter becomes % and two digits; nothing at all is {@code %}. */
    static String encode(byte[] bytes) {
        if (bytes.length == 0) {
            return "%";
        }
        StringBuilder word = new StringBuilder();
        for (byte each : bytes) {
            boolean plain = each > ' ' && each < 0x7F && each != '%' && each != ';';
            word.append(plain ? String.valueOf((char) each) : Show.format("%%%02x", each & 0xFF));
        }
        return word.toString();
    }

    static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    /** The reverse of {@link #encode}. */
    static byte[] decode(String word) {
        StringBuilder latin = new StringBuilder();
        for (int i = word.equals("%") ? 1 : 0; i < word.length(); i++) {
            if (word.charAt(i) == '%') {
                latin.append((char) Integer.parseInt(word.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                latin.append(word.charAt(i));
            }
        }
        return latin.toString().getBytes(ISO_8859_1);
    }
}
