package io.github.ffunit.contract;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One of several equal parts of a run. What is numbered from 0 is dealt out in turn, so that the parts together are exactly the
 * whole. Immutable.
 *
 * @param index which part, from 1
 * @param count how many parts there are, at least 1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Shard(int index, int count) {
    /** The only part there is. */
    public static final Shard WHOLE = new Shard(1, 1);

    /**
     * Names a part.
     *
     * @param index which part
     * @param count of how many
     * @throws IllegalArgumentException if there is no such part
     */
    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException(
                    "shard [%d/%d]: there are shards 1/n to n/n, such as 1/2 and 2/2".formatted(index, count));
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text such as {@code 2/3}
     * @return that part
     * @throws IllegalArgumentException if it is none
     */
    public static Shard parse(String text) {
        if (!text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
            throw new IllegalArgumentException("shard [%s] must be two numbers such as 2/3".formatted(text));
        }
        int slash = text.indexOf('/');
        return new Shard(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /**
     * Tells whether something belongs to it.
     *
     * @param number from 0
     * @return whether this part does it
     */
    public boolean has(int number) {
        return number % count == index - 1;
    }

    /**
     * Counts what belongs to it.
     *
     * @param total of all parts, at least 0
     * @return how many of the numbers from 0 to below the total this part has
     */
    public int share(int total) {
        return (int) (((long) total + count - index) / count);
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
