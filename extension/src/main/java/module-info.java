/** The JUnit extension: {@link io.github.ffunit.FFmpegTest}. */
module io.github.ffunit {
    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    requires transitive io.github.ffunit.ffmpeg;
    requires transitive io.github.ffunit.fixtures;
    requires transitive io.github.ffunit.vfs;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.junit.jupiter.params;
    requires org.junit.platform.commons;
    requires transitive org.opentest4j;
    requires java.desktop;
    requires java.xml;

    exports io.github.ffunit;
    exports io.github.ffunit.assertj;
    exports io.github.ffunit.golden;
    exports io.github.ffunit.params;

    // Extensions and providers are not public, or have no public constructor: JUnit makes them by reflection
    opens io.github.ffunit to
            org.junit.platform.commons;
    opens io.github.ffunit.params to
            org.junit.platform.commons;
}
