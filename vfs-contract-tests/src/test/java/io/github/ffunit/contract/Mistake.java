package io.github.ffunit.contract;

import org.jspecify.annotations.Nullable;

/**
 * Does one call in another way than the thing does that it is made on.
 *
 * @param <T> that thing: the calls of a guest, a file system's provider, a channel, or attributes
 */
@FunctionalInterface
interface Mistake<T> {
    /**
     * Does the call.
     *
     * @param real what would do it rightly
     * @param arguments of the call, by their places
     */
    @Nullable
    Object call(T real, Object[] arguments) throws Exception;
}
