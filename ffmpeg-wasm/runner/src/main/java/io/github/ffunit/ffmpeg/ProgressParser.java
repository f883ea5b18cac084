package io.github.ffunit.ffmpeg;

import io.github.ffunit.vfs.GuestOutput;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what ffmpeg writes for {@code -progress}: lines of {@code key=value}, each event ending with {@code progress}. */
final class ProgressParser implements GuestOutput {

    /** A number, possibly padded and followed by a unit: {@code " 123.4kbits/s"}, {@code "1.5x"}, {@code "1e+03x"}. */
    private static final Pattern NUMBER = Pattern.compile("\\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)[a-z/]*");

    private final Consumer<Progress> listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Map<String, String> values = new LinkedHashMap<>();

    ProgressParser(Consumer<Progress> listener) {
        this.listener = listener;
    }

    @Override
    public void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    private void accept(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return;
        }
        String key = text.substring(0, equals);
        values.put(key, text.substring(equals + 1).strip());
        if (key.equals("progress")) {
            Progress event = event();
            values.clear();
            listener.accept(event);
        }
    }

    private Progress event() {
        return new Progress(
                integer("frame"),
                decimal("fps", 1),
                decimal("bitrate", 1000), // in kbits/s
                integer("total_size"),
                outTime(),
                integer("dup_frames").orElse(0),
                integer("drop_frames").orElse(0),
                decimal("speed", 1),
                "end".equals(values.get("progress")),
                values);
    }

    private Optional<Duration> outTime() {
        OptionalLong micros = integer("out_time_us");
        return micros.isPresent() ? Optional.of(Duration.of(micros.getAsLong(), ChronoUnit.MICROS)) : Optional.empty();
    }

    private OptionalLong integer(String key) {
        Optional<BigDecimal> number = number(key);
        return number.isPresent() ? OptionalLong.of(number.get().longValue()) : OptionalLong.empty();
    }

    private OptionalDouble decimal(String key, long unit) {
        Optional<BigDecimal> number = number(key);
        return number.isPresent()
                ? OptionalDouble.of(
                        number.get().multiply(BigDecimal.valueOf(unit)).doubleValue())
                : OptionalDouble.empty();
    }

    /** Empty for N/A, and for anything else that is no number. */
    private Optional<BigDecimal> number(String key) {
        Matcher number = NUMBER.matcher(values.getOrDefault(key, ""));
        try {
            return number.matches() ? Optional.of(new BigDecimal(number.group(1))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
