package io.github.ffunit.internal.bundle;

import java.net.URI;

/**
 * Tells where the bundle of a failed test is.
 *
 * <p>It is added to the failure as a suppressed exception: that is the one thing beside the message that Surefire, Gradle and IDEs show with a failure. They
 * leave out report entries.
 */
final class KeptNote extends Exception {

    private static final long serialVersionUID = 1L;

    KeptNote(URI page) {
        super("what the test left is kept, see " + page, null, false, false);
    }
}
