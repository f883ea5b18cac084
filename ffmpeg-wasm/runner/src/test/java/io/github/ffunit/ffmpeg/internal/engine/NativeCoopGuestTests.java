package io.github.ffunit.ffmpeg.internal.engine;

import org.junit.jupiter.api.BeforeAll;

class NativeCoopGuestTests extends CoopGuestContract {

    private static Engine engine;

    @BeforeAll
    static void loadGuest() throws EngineUnavailableException {
        engine = TestEngines.nativeCode("coop_test");
    }

    @Override
    Engine engine() {
        return engine;
    }
}
