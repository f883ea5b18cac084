package io.github.ffunit.contract.script;

/** Numbers as words: a decimal number, {@code size}, {@code -size} or {@code 2^n}, with a number added or subtracted. */
final class Amount {
    private Amount() {}

    /** What a word says where a file has a size; 2^63 is what comes after the largest number. */
    static long of(String word, long size) {
        int sign = Math.max(word.lastIndexOf('+'), word.lastIndexOf('-'));
        if (sign > 0 && word.charAt(sign - 1) != '^') {
            long tail = Long.parseLong(word.substring(sign + 1));
            return of(word.substring(0, sign), size) + (word.charAt(sign) == '+' ? tail : -tail);
        }
        if (word.equals("size")) {
            return size;
        }
        if (word.equals("-size")) {
            return -size;
        }
        return word.startsWith("2^") ? 1L << Integer.parseInt(word.substring(2)) : Long.parseLong(word);
    }
}
