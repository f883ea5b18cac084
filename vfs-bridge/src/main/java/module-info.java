/** The WASI preview1 file system over any {@code java.nio} file system. */
module io.github.ffunit.vfs {
    requires static transitive org.jspecify;
    requires static org.apiguardian.api;

    exports io.github.ffunit.vfs.preview1;
}
