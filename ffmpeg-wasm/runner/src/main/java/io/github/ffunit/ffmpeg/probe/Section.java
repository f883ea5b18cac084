package io.github.ffunit.ffmpeg.probe;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Typed reading of the values that ffprobe prints for one section. */
final class Section {

    private Section() {}

    /** A copy in the same order, which is ffprobe's; {@code Map.copyOf} would shuffle it anew in every JVM. */
    static Map<String, String> copy(Map<String, String> values) {
        Map<String, String> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> copy.put(requireNonNull(key), requireNonNull(value)));
        return Collections.unmodifiableMap(copy);
    }

    static Set<String> copy(Set<String> values) {
        Set<String> copy = new LinkedHashSet<>();
        values.forEach(value -> copy.add(requireNonNull(value)));
        return Collections.unmodifiableSet(copy);
    }

    static Optional<String> text(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.equals("N/A"));
    }

    static String required(Map<String, String> values, String key) {
        return text(values, key)
                .orElseThrow(() -> new IllegalStateException(
                        "ffprobe printed no value for [%s]; it printed %s".formatted(key, values)));
    }

    static OptionalInt integer(Map<String, String> values, String key) {
        Optional<Integer> value = parsed(values, key, Integer::valueOf);
        return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
    }

    static OptionalLong count(Map<String, String> values, String key) {
        Optional<Long> value = parsed(values, key, Long::valueOf);
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    /** A fraction; FFmpeg writes 0/0 and 0:1 for what it does not know. */
    static Optional<Rational> fraction(Map<String, String> values, String key) {
        return text(values, key)
                .filter(value -> !value.endsWith("/0") && !value.endsWith(":0"))
                .flatMap(value -> parsed(values, key, Rational::parse))
                .filter(value -> value.signum() != 0);
    }

    /** Seconds with six decimals. */
    static Optional<Rational> seconds(Map<String, String> values, String key) {
        return parsed(values, key, value -> Rational.parse(new BigDecimal(value).toPlainString()));
    }

    private static <T> Optional<T> parsed(Map<String, String> values, String key, Function<String, T> parser) {
        return text(values, key).map(value -> {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalStateException("ffprobe printed [%s] for [%s]".formatted(value, key), e);
            }
        });
    }
}
