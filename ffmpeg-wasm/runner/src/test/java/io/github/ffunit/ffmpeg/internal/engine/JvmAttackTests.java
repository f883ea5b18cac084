package io.github.ffunit.ffmpeg.internal.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JvmAttackTests extends AttackContract {

    private static Engine engine;

    @BeforeAll
    static void compileGuest(@TempDir Path folder) throws Exception {
        engine = TestEngines.jvm(TestEngines.nativeFolder().resolve("attacks.wasm"), folder);
    }

    @Override
    Engine engine() {
        return engine;
    }
}
