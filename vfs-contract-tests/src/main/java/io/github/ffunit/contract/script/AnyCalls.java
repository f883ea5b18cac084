package io.github.ffunit.contract.script;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random calls of all kinds, with what the host does between them. */
final class AnyCalls implements Generator {
    private static final Call[] WEIGHTED = weighted();
    private static final List<Op> PREFIX = List.of(
            Op.parse("path_create_directory d0 a"),
            Op.parse("path_open d0 1 b 1 66 0"),
            Op.parse("fd_write f0 5 1"),
            Op.parse("path_symlink a d0 c"),
            Op.parse("path_create_directory d0 a/b"),
            Op.parse("path_open d0 1 a 2 66 0"),
            Op.parse("path_open d0 1 tmp/a 1 66 0"));

    private final long seed;
    private final int longest;

    /**
     * @param longest how many operations a script has at most, at least 1
     */
    AnyCalls(long seed, int longest) {
        this.seed = seed;
        this.longest = longest;
    }

    private static Call[] weighted() {
        List<Call> calls = new ArrayList<>();
        for (Call call : Call.values()) {
            for (int i = 0; i < call.weight(); i++) {
                calls.add(call);
            }
        }
        return calls.toArray(new Call[0]);
    }

    /** Neighbouring numbers make unlike sequences: what is drawn first is the seed of the rest. */
    static SplittableRandom random(long seed, int number) {
        return new SplittableRandom(new SplittableRandom(seed ^ ((long) number << 32)).nextLong());
    }

    @Override
    public Script script(int number) {
        SplittableRandom random = random(seed, number);
        List<Op> ops = new ArrayList<>();
        for (Op op : PREFIX) {
            if (random.nextInt(2) == 0) {
                ops.add(op);
            }
        }
        // Each sequence has two calls that it makes more often than others.
        Call[] favourites = {any(random), any(random)};
        int length = 1 + random.nextInt(longest);
        while (ops.size() < length) {
            ops.add(draw(random.nextInt(3) == 0 ? favourites[random.nextInt(2)] : any(random), random));
        }
        return new Script(ops);
    }

    private static Call any(SplittableRandom random) {
        return WEIGHTED[random.nextInt(WEIGHTED.length)];
    }

    static Op operation(SplittableRandom random) {
        return draw(any(random), random);
    }

    private static Op draw(Call call, SplittableRandom random) {
        return new Op(call, call.kinds().stream().map(kind -> kind.draw(random)).toList());
    }
}
