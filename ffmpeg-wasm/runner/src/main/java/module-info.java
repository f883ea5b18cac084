/** The ffmpeg and ffprobe command lines from Java, in a sandbox. */
module io.github.ffunit.ffmpeg {
    requires transitive io.github.ffunit.vfs;
    requires com.dylibso.chicory.runtime;
    requires com.dylibso.chicory.wasm;
    requires com.fasterxml.jackson.core;
    requires com.google.common.jimfs;
    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;

    uses com.dylibso.chicory.runtime.CompiledModule;

    exports io.github.ffunit.ffmpeg;
    exports io.github.ffunit.ffmpeg.analysis;
    exports io.github.ffunit.ffmpeg.probe;
}
