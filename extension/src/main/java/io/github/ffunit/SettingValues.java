package io.github.ffunit;

import io.github.ffunit.fixtures.internal.Names;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The values that a build has set, each with its source. */
final class SettingValues {

    private static final String OF_JUNIT = "configuration parameter or system property";

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    private record Value(String text, String source) {}

    /** Turns the text of a setting into what it stands for. */
    @FunctionalInterface
    interface Parser<T> {
        /** Throws an IllegalArgumentException that says what is allowed, as in "must be a number". */
        T parse(String text);
    }

    /**
     * Finds them.
     *
     * @param parameters values by key, as JUnit's configuration parameters, to which system properties belong
     * @param environment of the process
     */
    SettingValues(Function<String, Optional<String>> parameters, Map<String, String> environment) {
        for (Setting setting : Setting.values()) {
            String variable = environment.get(setting.variable());
            parameters
                    .apply(setting.key())
                    .map(text -> new Value(text, OF_JUNIT))
                    .or(() -> Optional.ofNullable(variable)
                            .map(text -> new Value(text, "environment " + setting.variable())))
                    .ifPresent(value -> values.put(setting, value));
        }
    }

    boolean isSet(Setting setting) {
        return values.containsKey(setting);
    }

    /** The text of a setting; without it, what holds then. */
    String text(Setting setting) {
        Value value = values.get(setting);
        return value == null ? setting.withoutIt() : value.text();
    }

    /**
     * Reads a setting.
     *
     * @throws ExtensionConfigurationException if the value is not allowed: names it, where it comes from, and what is allowed
     */
    <T> T parse(Setting setting, Parser<T> parser) {
        String text = text(setting);
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException e) {
            Value value = values.get(setting);
            throw new ExtensionConfigurationException(
                    "%s [%s], from the %s, %s"
                            .formatted(
                                    setting.key(), text, value == null ? "defaults" : value.source(), e.getMessage()),
                    e);
        }
    }

    /** All settings, a line each, for people who ask why theirs does not work. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            Value value = values.get(setting);
            lines.add(
                    "%s = %s (%s)".formatted(setting.key(), text(setting), value == null ? "default" : value.source()));
        }
        return lines;
    }

    /**
     * What is said about keys that FFUnit does not know: a typing error would else change nothing, in silence.
     *
     * @param keys all keys of parameters and properties
     * @return a line for each, in order
     */
    static List<String> warnings(Set<String> keys) {
        List<String> warnings = new ArrayList<>();
        for (String key : new TreeSet<>(keys)) {
            if (key.startsWith(Setting.PREFIX) && !Setting.keys().contains(key)) {
                warnings.add("FFUnit has no setting [%s]; did you mean [%s]? It has %s"
                        .formatted(key, Names.nearest(key, Setting.keys()), Setting.keys()));
            }
        }
        return warnings;
    }
}
