package io.github.ffunit.ffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What a small guest does is the same on every engine: a subclass has the guest, its subclasses an engine each. */
abstract class GuestContract {

    GuestRun guest;

    /** The engine under test, with this guest. */
    abstract Engine engine() throws Exception;

    @BeforeEach
    void prepare() throws Exception {
        guest = new GuestRun(engine());
    }

    @AfterEach
    void noGuestThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("ffunit-guest-"));
    }
}
