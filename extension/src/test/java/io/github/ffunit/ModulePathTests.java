package io.github.ffunit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tests run on class path and module path; this one makes sure that they do. */
class ModulePathTests {

    @Test
    void extension_onModulePath_isNamedModule() {
        assertThat(FFmpegTest.class.getModule().isNamed()).isEqualTo(Boolean.getBoolean("test.onModulePath"));
    }
}
