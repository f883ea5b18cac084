package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Subject;
import java.util.List;
import java.util.SplittableRandom;

/** Two ways to do one thing. Both give the same bytes to those who read, and leave the same behind. */
enum Pair {
    /** A write, and the same in two calls. */
    SPLIT_WRITE {
        @Override
        Twin draw(SplittableRandom random) {
            int length = random.nextInt(2, LONGEST);
            int first = random.nextInt(1, length);
            int seed = random.nextInt(1, SEEDS);
            return twin(write(length, seed), write(first, seed) + ";" + write(length - first, seedAfter(seed, first)));
        }
    },
    /** A write from one buffer, and from two. */
    SPLIT_BUFFER {
        @Override
        Twin draw(SplittableRandom random) {
            int length = random.nextInt(2, LONGEST);
            int first = random.nextInt(1, length);
            String rest = Show.format("%d+%d", first, length - first);
            String call = random.nextBoolean() ? "fd_write !4 ? 3" : "fd_pwrite !4 " + offset(random) + " ? 3";
            return twin(call.replace("?", Integer.toString(length)), call.replace("?", rest));
        }
    },
    /** A read, and the same in two calls. */
    SPLIT_READ {
        @Override
        Twin draw(SplittableRandom random) {
            int length = random.nextInt(2, LONGEST);
            int first = random.nextInt(1, length);
            String seek = seek(offset(random));
            return twin(
                    Show.format("%s;fd_read !4 %d", seek, length),
                    Show.format("%s;fd_read !4 %d;fd_read !4 %d", seek, first, length - first));
        }
    },
    /** A read at a position, and one at an offset. */
    POSITIONED_READ {
        @Override
        Twin draw(SplittableRandom random) {
            int from = offset(random);
            int length = random.nextInt(1, LONGEST);
            String after = seek(offset(random));
            return twin(
                    Show.format("%s;fd_read !4 %d;%s", seek(from), length, after),
                    Show.format("fd_pread !4 %d %d;%s", from, length, after));
        }
    },
    /** A write at a position, and one at an offset. */
    POSITIONED_WRITE {
        @Override
        Twin draw(SplittableRandom random) {
            int to = offset(random);
            int length = random.nextInt(1, LONGEST);
            String after = seek(offset(random));
            return twin(
                    Show.format("%s;%s;%s", seek(to), write(length, 2), after),
                    Show.format("fd_pwrite !4 %d %d 2;%s", to, length, after));
        }
    },
    /** Growth by the size, and by a byte beyond it that is cut off again. */
    GROWTH {
        @Override
        Twin draw(SplittableRandom random) {
            int size = offset(random);
            int larger = size + random.nextInt(1, LONGEST);
            String cut = Show.format("fd_filestat_set_size !4 %d;", size);
            String grown = Show.format("fd_filestat_set_size !4 %d", larger);
            return twin(
                    cut + grown,
                    cut
                            + (random.nextBoolean()
                                    ? Show.format("fd_allocate !4 0 %d", larger)
                                    : Show.format("fd_pwrite !4 %d 1 5;%s", larger, grown)));
        }
    },
    /** Nothing, and a rename there and back. */
    RENAME_AND_BACK {
        @Override
        Twin draw(SplittableRandom random) {
            String name = random.nextBoolean() ? "a" : "d";
            return twin("", Show.format("path_rename !3 %s !3 z;path_rename !3 z !3 %s", name, name));
        }
    },
    /** Nothing, and a move by a second name of a file. */
    LINK_AND_BACK {
        @Override
        Twin draw(SplittableRandom random) {
            return twin("", "path_link !3 0 a !3 z;path_unlink_file !3 a;path_rename !3 z !3 a");
        }

        @Override
        boolean fits(Subject subject) {
            return subject.has(Capability.HARD_LINKS);
        }
    },
    /** Nothing, and what does nothing: transfers of no bytes, looking, and what fails. */
    NOTHING {
        @Override
        Twin draw(SplittableRandom random) {
            return twin("", IDLE[random.nextInt(IDLE.length)]);
        }
    };

    /** Both ways. */
    record Twin(List<Op> one, List<Op> other) {}

    private static final int LONGEST = 9000;
    private static final int SEEDS = 200;
    private static final int[] OFFSETS = {0, 1, 50, 99, 100, 101, 511, 4095, 4096, 4097, 9000};
    private static final String[] IDLE = {
        "fd_write !4 - 1",
        "fd_write !4 0 1",
        "fd_write !5 0+0 1",
        "fd_pwrite !4 9000 0 1",
        "fd_read !4 0",
        "fd_pread !4 3 -",
        "fd_pread !5 0 100",
        "fd_seek !4 0 1",
        "fd_seek !4 0 3",
        "fd_tell !4",
        "fd_sync !4",
        "fd_datasync !5",
        "fd_advise !4 0 0 4",
        "fd_filestat_get !4",
        "fd_fdstat_get !5",
        "fd_readdir !3 300",
        "fd_renumber !4 !4",
        "fd_close !77",
        "path_open !3 1 a 0 66 0;fd_close !7",
        "path_open !3 1 a 5 66 0",
        "path_filestat_get !3 1 a",
        "path_rename !3 a !3 a",
        "path_rename !3 a !3 a/z",
        "path_create_directory !3 a",
        "path_remove_directory !3 a",
        "path_unlink_file !3 d",
        "path_link !3 0 d !3 z"
    };

    abstract Twin draw(SplittableRandom random);

    /** Whether a subject has what it takes. */
    boolean fits(Subject subject) {
        return true;
    }

    private static Twin twin(String one, String other) {
        return new Twin(Script.parse(one).ops(), Script.parse(other).ops());
    }

    private static int offset(SplittableRandom random) {
        return OFFSETS[random.nextInt(OFFSETS.length)];
    }

    private static String seek(int offset) {
        return Show.format("fd_seek !4 %d 0", offset);
    }

    private static String write(int length, int seed) {
        return Show.format("fd_write !4 %d %d", length, seed);
    }

    /** The seed of the bytes that come after some of another seed: what makes them grows by 53, and repeats after 251. */
    private static int seedAfter(int seed, int bytes) {
        int inverse = 90;
        return Math.floorMod(seed + inverse * bytes, 251);
    }
}
