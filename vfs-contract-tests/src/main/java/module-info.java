/** What a WASI preview1 guest may expect of its file system, as tests for any file system. */
module io.github.ffunit.contract {
    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    requires static transitive net.jqwik.api;
    requires transitive io.github.ffunit.vfs;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires com.fasterxml.jackson.core;

    exports io.github.ffunit.contract;
    exports io.github.ffunit.contract.jqwik;
    exports io.github.ffunit.contract.model;
    exports io.github.ffunit.contract.script;
    exports io.github.ffunit.contract.verify;
}
