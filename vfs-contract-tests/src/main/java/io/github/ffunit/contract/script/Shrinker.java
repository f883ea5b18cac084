package io.github.ffunit.contract.script;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing script small: first fewer operations, by delta debugging, then simpler arguments, until neither helps. Counts its
 * tries, not the time, so that it ends in the same place everywhere.
 */
final class Shrinker {
    /** Whether a script still fails in the same way. */
    interface Failing {
        boolean test(Script script) throws IOException;
    }

    private final Failing failing;
    private final int limit;
    private int tries;
    private List<Op> best;

    private Shrinker(Script script, Failing failing, int limit) {
        this.best = script.ops();
        this.failing = failing;
        this.limit = limit;
    }

    /**
     * The result.
     *
     * @param script fails too
     * @param tries how many scripts were run
     * @param minimal whether it passes without any one of its operations; false if the tries ran out
     */
    record Shrunk(Script script, int tries, boolean minimal) {}

    static Shrunk shrink(Script script, Failing failing, int limit) throws IOException {
        Shrinker shrinker = new Shrinker(script, failing, limit);
        List<Op> before;
        do {
            before = shrinker.best;
            shrinker.removeOps();
            shrinker.simplifyArguments();
        } while (!before.equals(shrinker.best));
        return new Shrunk(new Script(shrinker.best), shrinker.tries, shrinker.tries < limit);
    }

    private boolean attempt(List<Op> candidate) throws IOException {
        if (tries >= limit) {
            return false;
        }
        tries++;
        boolean fails = failing.test(new Script(candidate));
        if (fails) {
            best = candidate;
        }
        return fails;
    }

    /** From large parts to single operations, from the end to the start; single ones until none can go. */
    private void removeOps() throws IOException {
        for (int size = Math.max(1, best.size() / 2); ; size /= 2) {
            boolean removed = removeParts(size);
            if (size == 1 && !removed) {
                return;
            }
            size = removed || size == 1 ? 2 * Math.min(size, Math.max(1, best.size() / 2)) : size;
        }
    }

    private boolean removeParts(int size) throws IOException {
        boolean removed = false;
        for (int end = best.size(); end > 0; end -= size) {
            int start = Math.max(0, end - size);
            List<Op> rest = new ArrayList<>(best.subList(0, start));
            rest.addAll(best.subList(end, best.size()));
            removed |= attempt(rest);
        }
        return removed;
    }

    private void simplifyArguments() throws IOException {
        for (int op = 0; op < best.size(); op++) {
            for (int argument = 0; argument < best.get(op).words().size(); argument++) {
                simplify(op, argument);
            }
        }
    }

    private void simplify(int op, int argument) throws IOException {
        boolean simpler = true;
        while (simpler) {
            simpler = false;
            Op present = best.get(op);
            Kind kind = present.call().kinds().get(argument);
            for (String word : kind.simpler(present.words().get(argument))) {
                List<Op> changed = new ArrayList<>(best);
                changed.set(op, present.with(argument, word));
                if (attempt(changed)) {
                    simpler = true;
                    break;
                }
            }
        }
    }
}
