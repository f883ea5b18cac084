package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documentation of settings. */
class SettingsPageTests {

    @Test
    void documentation_hasEachSettingWithItsDefault() throws IOException {
        String table = Arrays.stream(Setting.values())
                .map(setting -> "| `%s` | %s | %s |\n"
                        .formatted(
                                setting.key(),
                                setting.withoutIt().contains(" ")
                                                || setting.withoutIt().isEmpty()
                                        ? setting.withoutIt()
                                        : "`" + setting.withoutIt() + "`",
                                setting.meaning()))
                .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("../docs/extension.md"))).contains(table);
    }
}
