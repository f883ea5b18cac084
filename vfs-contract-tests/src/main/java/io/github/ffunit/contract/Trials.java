package io.github.ffunit.contract;

import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How much to try. Each trial depends on the seed and its own number alone. Immutable.
 *
 * @param seed of all that is random
 * @param count how many trials in all shards together, at least 0
 * @param shard which of them to make
 * @param time how long new trials begin
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Trials(long seed, int count, Shard shard, Duration time) {
    /**
     * Says how much.
     *
     * @param seed any number
     * @param count of trials
     * @param shard which of them
     * @param time longest time
     * @throws IllegalArgumentException if the count is negative
     */
    public Trials {
        Objects.requireNonNull(shard, "shard");
        Objects.requireNonNull(time, "time");
        if (count < 0) {
            throw new IllegalArgumentException("[%d] trials: it must be at least 0".formatted(count));
        }
    }
}
