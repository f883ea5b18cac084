package io.github.ffunit.ffmpeg.internal.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into maps, lists and strings; numbers and other bare words stay as they are written.
 *
 * <p>JSON, and not ffprobe's XML, which the JDK could read: XML turns line ends in a tag's value into spaces, and has no way
 * to write most control characters, which broken media do have in their tags.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 100;

    private final String text;
    private int position;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException if the text is not JSON
     */
    static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.skipSpace();
        if (reader.position != text.length()) {
            throw reader.unexpected("the end");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        enter('{');
        if (!skip('}')) {
            do {
                skipSpace();
                String key = string();
                expect(':');
                object.put(key, value());
            } while (skip(','));
            expect('}');
        }
        depth--;
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        enter('[');
        if (!skip(']')) {
            do {
                array.add(value());
            } while (skip(','));
            expect(']');
        }
        depth--;
        return array;
    }

    private void enter(char bracket) {
        expect(bracket);
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON nested deeper than %d at %d".formatted(MAX_DEPTH, position));
        }
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char next = take();
            if (next == '"') {
                return string.toString();
            }
            string.append(next == '\\' ? escaped() : next);
        }
    }

    private char escaped() {
        char letter = take();
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\', '/' -> letter;
            case 'u' -> {
                int end = position + 4;
                if (end > text.length()) {
                    throw unexpected("four digits");
                }
                String digits = text.substring(position, end);
                position = end;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw unexpected("an escape");
        };
    }

    private String word() {
        int start = position;
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
        if (position == start) {
            throw unexpected("a value");
        }
        return text.substring(start, position);
    }

    private static boolean isWordPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == 'E' || c == '-' || c == '+' || c == '.';
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean skip(char wanted) {
        skipSpace();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!skip(wanted)) {
            throw unexpected("[" + wanted + "]");
        }
    }

    private char peek() {
        if (position >= text.length()) {
            throw unexpected("a value");
        }
        return text.charAt(position);
    }

    private char take() {
        if (position >= text.length()) {
            throw unexpected("the end of a string");
        }
        return text.charAt(position++);
    }

    private IllegalArgumentException unexpected(String wanted) {
        return new IllegalArgumentException("JSON should have %s at %d of %d, but has [%s]"
                .formatted(
                        wanted,
                        position,
                        text.length(),
                        text.substring(Math.min(position, text.length()), Math.min(position + 20, text.length()))));
    }
}
