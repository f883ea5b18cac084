package io.github.ffunit.contract.script;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One file for long, through one open file that reads and writes and another that appends now and then. */
final class SingleFile implements Generator {
    private static final List<Op> PREFIX =
            List.of(Op.parse("path_open d0 1 a 1 66 0"), Op.parse("path_open d0 1 a 0 66 0"));
    private static final Call[] CALLS = {
        Call.FD_WRITE,
        Call.FD_WRITE,
        Call.FD_READ,
        Call.FD_PWRITE,
        Call.FD_PWRITE,
        Call.FD_PREAD,
        Call.FD_PREAD,
        Call.FD_SEEK,
        Call.FD_SEEK,
        Call.FD_FILESTAT_SET_SIZE,
        Call.FD_ALLOCATE,
        Call.FD_TELL
    };
    private static final int LARGEST = 200_000;

    private final long seed;
    private final int length;

    SingleFile(long seed, int length) {
        this.seed = seed;
        this.length = length;
    }

    @Override
    public Script script(int number) {
        SplittableRandom random = AnyCalls.random(seed, number);
        List<Op> ops = new ArrayList<>(PREFIX);
        while (ops.size() < length) {
            ops.add(draw(random));
        }
        return new Script(ops);
    }

    private static Op draw(SplittableRandom random) {
        if (random.nextInt(40) == 0) {
            return Op.of(Call.FD_FDSTAT_SET_FLAGS, anyFile(random), Integer.toString(random.nextInt(2)));
        }
        Call call = CALLS[random.nextInt(CALLS.length)];
        List<String> words = new ArrayList<>();
        for (Kind kind : call.kinds()) {
            words.add(
                    switch (kind) {
                        case FD -> anyFile(random);
                        case OFFSET -> anyOffset(random);
                        case LENGTHS -> anyLength(random);
                        case WHENCE -> Integer.toString(random.nextInt(3));
                        default -> kind.draw(random);
                    });
        }
        return new Op(call, words);
    }

    private static String anyFile(SplittableRandom random) {
        return random.nextBoolean() ? "f0" : "f1";
    }

    /** Half of them anywhere, the others at places where files are known to break. */
    private static String anyOffset(SplittableRandom random) {
        return random.nextBoolean() ? Integer.toString(random.nextInt(LARGEST)) : Kind.OFFSET.draw(random);
    }

    private static String anyLength(SplittableRandom random) {
        return random.nextBoolean() ? Integer.toString(random.nextInt(20_000)) : Kind.LENGTHS.draw(random);
    }
}
