package io.github.ffunit.internal.bundle;

import java.util.Map;

/** A failure that has something to show: what it, its causes or its suppressed exceptions have is put into the bundle. */
public interface Evidence {

    /** {@return contents by the name of the file, in the order to be shown; each is one name, without folders, for instance {@code frame-37-expected.png}} */
    Map<String, byte[]> evidence();
}
