package io.github.ffunit.contract.script;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What the sequences of a {@link Campaign} are made of. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Workload {
    /** All calls, on few names and files. */
    ANY_CALLS {
        @Override
        Generator generator(long seed, int longest) {
            return new AnyCalls(seed, longest);
        }
    },
    /** Reads, writes and changes of size of one file, through two open files. */
    SINGLE_FILE {
        @Override
        Generator generator(long seed, int longest) {
            return new SingleFile(seed, longest);
        }
    },
    /** Each call once for every kind of open file, target and flag: a table without chance. */
    ERRNO_MATRIX {
        @Override
        Generator generator(long seed, int longest) {
            return new ErrnoMatrix();
        }
    };

    abstract Generator generator(long seed, int longest);

    /**
     * Draws one script, for test engines that bring their own chance.
     *
     * @param seed any number
     * @param longest how many operations it has at most, but for a few that come before and open files; at least 1; the errno
     *     matrix has its own
     * @return the first script of a {@link Campaign} from that seed
     * @throws IllegalArgumentException if the length is less than 1
     */
    public Script script(long seed, int longest) {
        if (longest < 1) {
            throw new IllegalArgumentException("[%d] operations: it must be at least 1".formatted(longest));
        }
        return generator(seed, longest).script(0);
    }
}
