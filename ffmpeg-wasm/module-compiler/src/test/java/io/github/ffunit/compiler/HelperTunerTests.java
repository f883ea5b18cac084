package io.github.ffunit.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelperTunerTests {

    private static final int MEMORY_BYTES = 65_536;

    private final Memory memory = new ByteArrayMemory(new MemoryLimits(1, 1));
    private final Path folder;
    private URLClassLoader loader;
    private Class<?> helpers;

    HelperTunerTests(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void loadHelpers() throws IOException, ClassNotFoundException {
        Path wasm = Files.write(folder.resolve("module.wasm"), TestModule.comparisonAndCopy());
        Path classes = folder.resolve("classes");
        new ModuleCompiler(folder.resolve("cache")).compile(wasm, classes);
        loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        helpers = loader.loadClass("io.github.ffunit.ffmpeg.module.FFmpegModuleMachineShaded");
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Byte, 1, 0x12",
        "Short, 2, 0x1234",
        "Int, 4, 0x12345678",
        "Long, 8, 0x123456789abcdef0",
        "Float, 4, 1",
        "Double, 8, 1",
    })
    void access_ofEachType_readsWhatItWrote(String type, int bytes, String text) throws Exception {
        Number value = value(type, Long.decode(text));
        int last = MEMORY_BYTES - bytes;

        call("memoryWrite" + type, 40, value, 2, memory);
        call("memoryWrite" + type, last, value, memory);

        assertThat(call("memoryRead" + type, 41, 1, memory)).isEqualTo(value);
        assertThat(call("memoryRead" + type, 42, memory)).isEqualTo(value);
        assertThat(call("memoryRead" + type, 0, last, memory)).isEqualTo(value);
        assertThat(call("memoryRead" + type, last, memory)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Byte", "Short", "Int", "Long", "Float", "Double"})
    void access_beyondTheMemory_fails(String type) {
        Number value = value(type, 1);

        for (int base : new int[] {MEMORY_BYTES, Integer.MAX_VALUE, Integer.MIN_VALUE, -8, -1}) {
            assertOutOfBounds("memoryRead" + type, base, memory);
            assertOutOfBounds("memoryWrite" + type, base, value, memory);
            for (int offset : new int[] {8, MEMORY_BYTES, Integer.MAX_VALUE}) {
                assertOutOfBounds("memoryRead" + type, base, offset, memory);
                assertOutOfBounds("memoryWrite" + type, base, value, offset, memory);
            }
        }
    }

    @Test
    void copy_overlapping_movesTheBytes() throws Exception {
        memory.write(10, new byte[] {1, 2, 3, 4});

        call("memoryCopy", 11, 10, 4, memory);

        assertThat(memory.readBytes(10, 5)).containsExactly(1, 1, 2, 3, 4);
    }

    @Test
    void copy_beyondTheMemory_fails() {
        assertOutOfBounds("memoryCopy", MEMORY_BYTES - 3, 0, 4, memory);
        assertOutOfBounds("memoryCopy", 0, MEMORY_BYTES - 3, 4, memory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i32_lt_u", "i32_le_u", "i32_gt_u", "i32_ge_u"})
    void unsignedComparison_ofEdges_agreesWithTheJdk(String name) throws Exception {
        int[] edges = {0, 1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -2, -1};
        for (int a : edges) {
            for (int b : edges) {
                int order = Integer.compareUnsigned(a, b);
                boolean expected =
                        switch (name) {
                            case "i32_lt_u" -> order < 0;
                            case "i32_le_u" -> order <= 0;
                            case "i32_gt_u" -> order > 0;
                            default -> order >= 0;
                        };
                assertThat(call(name, a, b)).as("%s(%d, %d)", name, a, b).isEqualTo(expected ? 1 : 0);
            }
        }
    }

    @Test
    void tune_classWithoutTheComparison_saysWhatIsMissing() {
        assertThatThrownBy(() -> HelperTuner.tune(GeneratedClass.node()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[" + GeneratedClass.NAME + "] has no method [i32_ge_u(II)I]");
    }

    @Test
    void tune_classWithoutTheCopy_saysWhatIsMissing() {
        assertThatThrownBy(() -> HelperTuner.tune(GeneratedClass.node(GeneratedClass.method("i32_ge_u", "(II)I"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[" + GeneratedClass.NAME + "] has no method [memoryCopy(IIIL");
    }

    private static Number value(String type, long value) {
        return switch (type) {
            case "Byte" -> (byte) value;
            case "Short" -> (short) value;
            case "Int" -> (int) value;
            case "Float" -> (float) value;
            case "Double" -> (double) value;
            default -> value;
        };
    }

    private void assertOutOfBounds(String helper, Object... arguments) {
        assertThatThrownBy(() -> call(helper, arguments))
                .as("%s%s", helper, List.of(arguments))
                .isInstanceOf(WasmRuntimeException.class)
                .hasMessageContaining("out of bounds memory access");
    }

    private Object call(String name, Object... arguments) throws Exception {
        for (Method method : helpers.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                method.setAccessible(true);
                try {
                    return method.invoke(null, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof Exception cause) {
                        throw cause;
                    }
                    throw e;
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
