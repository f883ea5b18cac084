package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.vfs.preview1.HostCall;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTests {

    private static final Engine JVM = new NamedEngine("jvm");
    private static final Engine NATIVE = new NamedEngine("native");

    private final RecordingLogger log = new RecordingLogger();

    @Test
    void choose_autoAndBothRun_takesNativeAndSaysSo() {
        assertThat(Engines.choose("auto", () -> JVM, () -> NATIVE, log)).isSameAs(NATIVE);

        assertThat(log.lines)
                .singleElement()
                .asString()
                .isEqualTo("DEBUG FFmpeg runs on the engine native, the fastest");
    }

    @Test
    void choose_autoAndNativeCannotRun_takesTheJvmsAndSaysWhy() {
        assertThat(Engines.choose("auto", () -> JVM, failing("the CPU is too old"), log))
                .isSameAs(JVM);

        assertThat(log.lines)
                .singleElement()
                .asString()
                .isEqualTo("DEBUG FFmpeg runs on the engine jvm; not on the native one: the CPU is too old");
    }

    @Test
    void choose_autoAndNothingRuns_saysWhyOfBoth() {
        assertThatThrownBy(() -> Engines.choose("auto", failing("no classes"), failing("no library"), log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("FFmpeg itself cannot run here. Engine jvm: no classes. Engine native: no library.");
    }

    @Test
    void choose_jvm_doesNotTouchTheNativeOne() {
        Engines.Loader untouched = () -> {
            throw new AssertionError("loaded");
        };
        assertThat(Engines.choose("jvm", () -> JVM, untouched, log)).isSameAs(JVM);
        assertThat(Engines.choose("native", untouched, () -> NATIVE, log)).isSameAs(NATIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "native"})
    void choose_oneThatCannotRun_saysWhyAndWhatElse(String setting) {
        assertThatThrownBy(() -> Engines.choose(setting, failing("of a reason"), failing("of a reason"), log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "ffunit.engine, or FFUNIT_ENGINE in the environment, is [%s], but the engine [%s] cannot run here: of a reason; with [auto] FFUnit takes what there is",
                        setting, setting);
    }

    @Test
    void choose_noSuchEngine_namesThoseThereAre() {
        assertThatThrownBy(() -> Engines.choose("fast", () -> JVM, () -> NATIVE, log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "ffunit.engine, or FFUNIT_ENGINE in the environment, is [fast], which is no engine; set it to auto, jvm or native");
    }

    private static Engines.Loader failing(String reason) {
        return () -> {
            throw new EngineUnavailableException(reason);
        };
    }

    private record NamedEngine(String description) implements Engine {
        @Override
        public String ffmpegVersion() {
            return "0";
        }

        @Override
        public Guest newGuest(List<HostCall> calls, long maxMemoryBytes) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class RecordingLogger implements System.Logger {
        private final List<String> lines = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... values) {
            lines.add(level + " " + java.text.MessageFormat.format(format, values));
        }
    }
}
