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
}
