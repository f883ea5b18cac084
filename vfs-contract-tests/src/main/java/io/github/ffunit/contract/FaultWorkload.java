package io.github.ffunit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A short life of a guest, made from a seed: steps that a {@link FaultPlayer} plays. Files are open in numbered slots, so that each step
 * means something whatever became of those before it.
 *
 * @param seed what it was made from
 * @param steps its steps; the last ones close all slots
 */
record FaultWorkload(long seed, List<Step> steps) {
    static final int SLOTS = 3;

    private static final List<String> NAMES = List.of("a", "b", "d", "d/a", "d/b", "e", "s", "e/b");
    private static final int RANDOM_STEPS = 7;
    private static final int MOST_BYTES = 24;
    private static final int FARTHEST = 60;

    /** What a step does. */
    enum Action {
        OPEN,
        CREATE,
        CREATE_EXCLUSIVELY,
        OPEN_TRUNCATED,
        OPEN_TO_APPEND,
        CLOSE,
        WRITE,
        READ,
        SEEK,
        SEEK_FROM_END,
        PWRITE,
        SET_SIZE,
        RENAME,
        LINK,
        SYMLINK,
        UNLINK,
        MKDIR,
        RMDIR,
        LIST,
        STAT,
        STAT_OPEN,
        READLINK
    }

    // Opening and writing more often than the others: without open files most steps do nothing.
    private static final List<Action> WEIGHTED = List.of(
            Action.OPEN,
            Action.CREATE,
            Action.CREATE,
            Action.CREATE_EXCLUSIVELY,
            Action.OPEN_TRUNCATED,
            Action.OPEN_TO_APPEND,
            Action.CLOSE,
            Action.WRITE,
            Action.WRITE,
            Action.WRITE,
            Action.READ,
            Action.SEEK,
            Action.SEEK_FROM_END,
            Action.PWRITE,
            Action.SET_SIZE,
            Action.RENAME,
            Action.RENAME,
            Action.LINK,
            Action.SYMLINK,
            Action.UNLINK,
            Action.UNLINK,
            Action.MKDIR,
            Action.RMDIR,
            Action.LIST,
            Action.STAT,
            Action.STAT_OPEN,
            Action.READLINK);

    /**
     * One step.
     *
     * @param action what it does
     * @param slot with which open file
     * @param name with which name
     * @param other with which second name
     * @param number how many bytes, or where
     */
    record Step(Action action, int slot, String name, String other, int number) {
        @Override
        public String toString() {
            return "%s slot %d %s %s %d".formatted(action, slot, name, other, number);
        }
    }

    static FaultWorkload of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Step> steps = new ArrayList<>();
        // Each begins with an open file, so that none is about names only.
        String first = random.nextBoolean() ? "a" : "b";
        steps.add(new Step(Action.CREATE, 0, first, first, 1));
        for (int i = 0; i < RANDOM_STEPS; i++) {
            steps.add(step(WEIGHTED.get(random.nextInt(WEIGHTED.size())), random, random.nextInt(SLOTS)));
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            steps.add(step(Action.CLOSE, random, slot));
        }
        return new FaultWorkload(seed, List.copyOf(steps));
    }

    /** How many steps come before those that close all slots. */
    int length() {
        return steps.size() - SLOTS;
    }

    /** The same without one of its first steps. */
    FaultWorkload without(int index) {
        List<Step> rest = new ArrayList<>(steps);
        rest.remove(index);
        return new FaultWorkload(seed, List.copyOf(rest));
    }

    private static Step step(Action action, SplittableRandom random, int slot) {
        boolean place = action == Action.SEEK || action == Action.SET_SIZE;
        return new Step(
                action,
                slot,
                NAMES.get(random.nextInt(NAMES.size())),
                NAMES.get(random.nextInt(NAMES.size())),
                random.nextInt(1, place ? FARTHEST : MOST_BYTES));
    }
}
