package io.github.ffunit.assertj;

import io.github.ffunit.internal.bundle.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** A failed assertion with both sides, and with what there is to look at. */
final class MediaAssertionError extends AssertionFailedError implements Evidence {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, byte[]> evidence;

    MediaAssertionError(
            String message,
            @Nullable Object expected,
            @Nullable Object actual,
            Map<String, byte[]> evidence,
            @Nullable Throwable cause) {
        super(message, expected, actual, cause);
        this.evidence = new LinkedHashMap<>(evidence);
    }

    @Override
    public Map<String, byte[]> evidence() {
        return evidence;
    }
}
