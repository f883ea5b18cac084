package io.github.ffunit.contract;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a call of {@link Wasi1} answers. Immutable, as far as the value is.
 *
 * @param errno the number that the call returned, 0 for success
 * @param value what it stored in the guest's memory; null exactly if the errno is not 0
 * @param <T> the form of the value
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Answer<T>(int errno, @Nullable T value) {
    /**
     * Makes one.
     *
     * @param errno the number that the call returned
     * @param value what it stored, or null
     * @throws IllegalArgumentException if there is a value with a failure, or none with a success
     */
    public Answer {
        if ((errno == 0) != (value != null)) {
            throw new IllegalArgumentException(
                    "errno [%d] with value [%s]: a value belongs to errno 0, and only to it".formatted(errno, value));
        }
    }

    /**
     * Returns the answer of a call that failed.
     *
     * @param errno why, not 0
     * @param <T> the form of the value that it would have had
     * @return an answer without a value
     */
    public static <T> Answer<T> failure(int errno) {
        return new Answer<>(errno, null);
    }
}
