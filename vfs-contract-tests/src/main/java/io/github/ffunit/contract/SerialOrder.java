package io.github.ffunit.contract;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order, one call after the other, that explains what a few threads saw (linearizability, after Wing and Gong). A call
 * that ended before another began must come first in it. All orders are tried until one fits, so there should be no more than some
 * 20 calls.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class SerialOrder {
    private SerialOrder() {}

    /** A call that has been answered. */
    public interface Event {
        /** {@return when it began, by a clock that counts up for all threads} */
        int begin();

        /** {@return when it ended, by the same clock} */
        int end();
    }

    /**
     * How far a serial run has come. Equal states answer all that may come in the same way.
     *
     * @param <E> what may come next
     */
    public interface State<E> {
        /**
         * Makes one more call.
         *
         * @param event the call with the answer that it was given
         * @return the state after it; null if it would be answered otherwise here
         */
        @Nullable
        State<E> after(E event);
    }

    /**
     * Tells whether there is such an order.
     *
     * @param events in any order
     * @param start the state before all of them
     * @param <E> what they are
     * @return whether some order explains them
     */
    public static <E extends Event> boolean exists(List<E> events, State<E> start) {
        return explains(events, start, new BitSet(), new HashSet<>());
    }

    private static <E extends Event> boolean explains(
            List<E> events, State<E> before, BitSet done, Set<Object> hopeless) {
        if (done.cardinality() == events.size()) {
            return true;
        }
        if (!hopeless.add(List.of(before, done.clone()))) {
            return false;
        }
        for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
            State<E> after = mayComeNext(events, i, done) ? before.after(events.get(i)) : null;
            if (after != null) {
                done.set(i);
                if (explains(events, after, done, hopeless)) {
                    return true;
                }
                done.clear(i);
            }
        }
        return false;
    }

    /** Nothing that is still to come ended before it began. */
    private static boolean mayComeNext(List<? extends Event> events, int index, BitSet done) {
        int begin = events.get(index).begin();
        for (int i = done.nextClearBit(0); i < events.size(); i = done.nextClearBit(i + 1)) {
            if (events.get(i).end() < begin) {
                return false;
            }
        }
        return true;
    }
}
