/** The WASI preview1 file system over any {@code java.nio} file system. */
module io.github.ffunit.vfs {
    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    requires com.google.common.jimfs;
    requires static transitive com.dylibso.chicory.runtime;
    requires static transitive com.dylibso.chicory.wasm;

    exports io.github.ffunit.vfs;
    exports io.github.ffunit.vfs.preview1;
    exports io.github.ffunit.vfs.chicory;
    exports io.github.ffunit.vfs.faults;
    exports io.github.ffunit.vfs.journal;
}
