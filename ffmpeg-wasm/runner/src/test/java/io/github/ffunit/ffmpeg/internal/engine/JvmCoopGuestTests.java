package io.github.ffunit.ffmpeg.internal.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

class JvmCoopGuestTests extends CoopGuestContract {

    private static Engine engine;

    @BeforeAll
    static void loadGuest() {
        engine = TestEngines.jvm(Path.of(System.getProperty("ffunit.test.coop")));
    }

    @Override
    Engine engine() {
        return engine;
    }
}
