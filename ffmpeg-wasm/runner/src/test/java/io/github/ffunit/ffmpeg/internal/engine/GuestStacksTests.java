package io.github.ffunit.ffmpeg.internal.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.CompiledModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuestStacksTests {

    private final Class<?> module = ServiceLoader.load(CompiledModule.class).stream()
            .findFirst()
            .orElseThrow()
            .type();
    private final GuestStacks stacks = new GuestStacks(module);

    @Test
    void of_compiledFunctions_areFFmpegsOwnNames() throws IOException {
        List<String> names;
        try (InputStream in = requireNonNull(module.getResourceAsStream(GuestStacks.NAMES))) {
            names = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(names).contains("coop_start", "avformat_open_input");

        assertThat(stacks.of(crash(
                        "readInt",
                        "func_" + names.indexOf("avformat_open_input"),
                        "call_indirect_3",
                        "func_" + names.indexOf("coop_start"),
                        "func_99999999",
                        "run")))
                .containsExactly("avformat_open_input", "coop_start", "function 99999999");
    }

    @Test
    void of_noCompiledFunctions_isEmpty() {
        assertThat(stacks.of(crash("main"))).isEmpty();
    }

    @Test
    void of_endlessRecursion_isCut() {
        assertThat(stacks.of(crash(Collections.nCopies(1000, "func_1").toArray(String[]::new))))
                .hasSize(32);
    }

    @Test
    void of_moduleWithoutNames_numbersThem() {
        GuestStacks nameless = new GuestStacks(Object.class);

        assertThat(nameless.of(crash("func_7"))).containsExactly("function 7");
    }

    private static Throwable crash(String... methods) {
        Throwable crash = new IllegalStateException("crash");
        crash.setStackTrace(Stream.of(methods)
                .map(method -> new StackTraceElement("Machine", method, null, -1))
                .toArray(StackTraceElement[]::new));
        return crash;
    }
}
