package io.github.ffunit.contract.model;

import static io.github.ffunit.vfs.preview1.Errno.ACCES;
import static io.github.ffunit.vfs.preview1.Errno.BADF;
import static io.github.ffunit.vfs.preview1.Errno.BUSY;
import static io.github.ffunit.vfs.preview1.Errno.EXIST;
import static io.github.ffunit.vfs.preview1.Errno.FBIG;
import static io.github.ffunit.vfs.preview1.Errno.ILSEQ;
import static io.github.ffunit.vfs.preview1.Errno.INVAL;
import static io.github.ffunit.vfs.preview1.Errno.ISDIR;
import static io.github.ffunit.vfs.preview1.Errno.LOOP;
import static io.github.ffunit.vfs.preview1.Errno.NAMETOOLONG;
import static io.github.ffunit.vfs.preview1.Errno.NOENT;
import static io.github.ffunit.vfs.preview1.Errno.NOTCAPABLE;
import static io.github.ffunit.vfs.preview1.Errno.NOTDIR;
import static io.github.ffunit.vfs.preview1.Errno.NOTEMPTY;
import static io.github.ffunit.vfs.preview1.Errno.NOTSUP;
import static io.github.ffunit.vfs.preview1.Errno.PERM;
import static io.github.ffunit.vfs.preview1.Errno.ROFS;
import static io.github.ffunit.vfs.preview1.Errno.SUCCESS;
import static io.github.ffunit.vfs.preview1.Errno.XDEV;

import io.github.ffunit.vfs.preview1.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The answers that differ from the strict one and pass all the same, for others than the project's own bridge: POSIX leaves them
 * open, or runtimes that guests live with give them. One row for each strict answer of a property; no row, no leniency.
 */
final class Leniency {
    private static final Map<String, Set<Integer>> ROWS = new TreeMap<>();

    static {
        row("A06", ISDIR, INVAL);
        row("A08", BADF, NOTCAPABLE, ACCES);
        row("A09", NOTDIR, LOOP);
        row("A11", NOTDIR, NOENT);
        row("A12", NOENT, INVAL);
        row("A12", INVAL, ILSEQ, NOENT);
        row("A12", ILSEQ, INVAL);
        row("A14", NOTDIR, NOTCAPABLE, BADF);
        row("B05", ISDIR, BADF, NOTCAPABLE);
        row("B05", BADF, NOTCAPABLE, ACCES);
        row("C11", ISDIR, BADF, NOTCAPABLE);
        row("C11", BADF, NOTCAPABLE, ACCES);
        row("C11", FBIG, INVAL);
        row("D05", ISDIR, BADF, NOTCAPABLE);
        row("E03", ISDIR, BADF, NOTCAPABLE);
        row("E05", BADF, NOTCAPABLE);
        row("F03", INVAL, BADF, ACCES, NOTCAPABLE, PERM);
        row("F04", FBIG, INVAL);
        row("F06", ISDIR, INVAL, BADF, NOTCAPABLE);
        row("F07", SUCCESS, NOTSUP);
        row("F08", FBIG, INVAL);
        row("F08", ISDIR, BADF, NOTCAPABLE);
        row("F08", BADF, NOTSUP, NOTCAPABLE);
        row("F09", INVAL, SUCCESS);
        row("F10", BADF, ISDIR, SUCCESS);
        row("G13", NAMETOOLONG, INVAL);
        row("G13", NOTCAPABLE, NOTSUP);
        row("G13", SUCCESS, NOTSUP);
        row("G13", BADF, NOTCAPABLE, ACCES);
        row("H07", SUCCESS, NOENT, INVAL);
        row("H07", INVAL, NOENT, SUCCESS);
        row("H09", NOTDIR, BADF, NOTCAPABLE);
        row("H11", SUCCESS, NOENT);
        row("I03", NOTEMPTY, EXIST);
        row("I05", INVAL, ACCES, BUSY);
        row("I05", BUSY, INVAL, PERM);
        row("I05", NOTEMPTY, INVAL, EXIST, PERM);
        row("I07", ISDIR, PERM, ACCES);
        row("I08", NOENT, SUCCESS);
        row("I09", ROFS, PERM);
        row("J03", NOTEMPTY, EXIST, ACCES);
        row("J04", ISDIR, ACCES);
        row("J08", BUSY, INVAL, ACCES);
        row("J12", ROFS, PERM, XDEV);
        row("K03", PERM, ACCES);
        row("K04", INVAL, NOENT, SUCCESS);
        row("K05", NOTSUP, PERM);
        row("K07", PERM, NOTCAPABLE, ACCES);
        row("K08", NOTDIR, EXIST);
        row("K08", NOENT, INVAL);
        row("K09", NOTDIR, INVAL);
        row("L01", PERM, NOTCAPABLE);
        row("M04", INVAL, SUCCESS);
        row("M04", NOTSUP, INVAL);
        row("M06", ROFS, PERM, ACCES);
    }

    private Leniency() {}

    private static void row(String rule, Errno strict, Errno... others) {
        Set<Integer> allowed = new TreeSet<>();
        List<Errno> all = new ArrayList<>(Arrays.asList(others));
        all.add(strict);
        all.forEach(errno -> allowed.add(errno.code()));
        ROWS.put(key(rule, strict.code()), allowed);
    }

    private static String key(String rule, int errno) {
        return rule + " " + errno;
    }

    /** All that may be answered, with the strict errno among it. */
    static Set<Integer> of(String rule, int strict) {
        return Set.copyOf(ROWS.getOrDefault(key(rule, strict), Set.of(strict)));
    }
}
