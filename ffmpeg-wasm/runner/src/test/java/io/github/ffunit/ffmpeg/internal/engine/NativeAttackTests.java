package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NativeAttackTests extends AttackContract {

    private static Engine engine;

    @BeforeAll
    static void loadGuest() throws EngineUnavailableException {
        engine = TestEngines.nativeCode("attacks");
    }

    @Override
    Engine engine() {
        return engine;
    }

    @Test
    void attack_whoseFunctionsHaveNames_hasThemInTheGuestsStack() {
        assertThatThrownBy(() -> attack("recurse", GuestRun.LONG))
                .isInstanceOfSatisfying(GuestTrapException.class, trap -> assertThat(trap.guestStack())
                        .hasSizeGreaterThan(20)
                        .containsOnly("recurse_deep"));
        assertThatThrownBy(() -> attack("load64", GuestRun.LONG))
                .isInstanceOfSatisfying(GuestTrapException.class, trap -> assertThat(trap.guestStack())
                        .startsWith("load64")
                        .endsWith("coop_main"));
    }
}
