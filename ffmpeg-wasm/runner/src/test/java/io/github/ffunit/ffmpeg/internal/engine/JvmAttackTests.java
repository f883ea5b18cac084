package io.github.ffunit.ffmpeg.internal.engine;

import org.junit.jupiter.api.BeforeAll;

class JvmAttackTests extends AttackContract {

    private static Engine engine;

    @BeforeAll
    static void loadGuest() {
        engine = TestEngines.jvm(TestEngines.nativeFolder().resolve("attacks.wasm"));
    }

    @Override
    Engine engine() {
        return engine;
    }
}
