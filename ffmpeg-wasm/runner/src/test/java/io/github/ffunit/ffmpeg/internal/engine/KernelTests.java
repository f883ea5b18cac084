package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernels that the SIMD engine has in place of functions of x264 and FFmpeg compute what those compute. The guest
 * compares them on random input; the sources are in the recipe's folder {@code simd/test}.
 */
class KernelTests {

    private static Engine engine;

    @BeforeAll
    static void loadGuest() throws EngineUnavailableException {
        engine = TestEngines.nativeCode("kernel_test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void everyKernel_onRandomInput_isItsOriginal(String seed) throws Exception {
        GuestRun guest = new GuestRun(engine);

        int exitCode = guest.run(512L << 20, GuestRun.LONG, "all", seed);

        assertThat(exitCode).as(guest.standardOutput() + guest.standardError()).isZero();
        assertThat(guest.standardOutput().lines())
                .hasSizeGreaterThanOrEqualTo(12)
                .allMatch(line -> line.matches("ok \\S+ [1-9]\\d*"));
    }
}
