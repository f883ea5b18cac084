package io.github.ffunit.contract.script;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The paths of a campaign: few names, so that operations meet, and every way to spell a path wrong. */
final class Names {
    private static final String[] SHORT = {"a", "b", "c", "d", "e", "f", "g", "h"};
    private static final String[] NASTY = {Kind.encode("\u00e9\ud83d\ude00 x"), "n".repeat(255)};
    private static final String[] OVERLAY = {"tmp/a", "tmp/b", "tmp", "dev/null", "dev/urandom", "dev"};
    private static final String[] WRONG = {
        "%", "/", "/a", "..", "../a", "a/../..", "a%00", "%ff", "n".repeat(256), "a/".repeat(2048), "missing/a"
    };
    private static final String[] DOTS = {".", "./", "a/.", "a/..", "b/..", "a/../b", "tmp/..", "tmp/."};
    private static final String[] LINK_TEXTS = {
        "a", "b", "c", "d", ".", "..", "../b", "a/b", "b/a", "a/", "./a", "b//a", "../../x", "/a", "%", "%ff", "tmp/a",
        "missing"
    };

    private Names() {}

    private static String any(String[] pool, SplittableRandom random) {
        return pool[random.nextInt(pool.length)];
    }

    /** The first names are drawn more often. */
    private static String name(SplittableRandom random) {
        if (random.nextInt(30) == 0) {
            return any(NASTY, random);
        }
        return SHORT[Math.min(random.nextInt(SHORT.length), random.nextInt(SHORT.length))];
    }

    static String path(SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 5) {
            return any(WRONG, random);
        }
        if (dice < 10) {
            return any(DOTS, random);
        }
        if (dice < 20) {
            return any(OVERLAY, random);
        }
        StringBuilder path = new StringBuilder(name(random));
        for (int depth = 1; depth < 4 && random.nextInt(3) == 0; depth++) {
            path.append(random.nextInt(20) == 0 ? "//" : "/").append(name(random));
        }
        return random.nextInt(15) == 0 ? path + "/" : path.toString();
    }

    static String linkText(SplittableRandom random) {
        return any(LINK_TEXTS, random);
    }

    /** Shorter paths first: without its first or last name, then with names from the start of the pool. */
    static List<String> simpler(String path) {
        List<String> simpler = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            if (path.length() > 1 || name.compareTo(path) < 0) {
                simpler.add(name);
            }
        }
        int slash = path.indexOf('/');
        if (slash >= 0) {
            simpler.add(path.substring(slash + 1));
            simpler.add(path.substring(0, path.lastIndexOf('/')));
            for (String name : List.of("a", "b")) {
                simpler.add(name + path.substring(slash));
                simpler.add(path.substring(0, path.lastIndexOf('/') + 1) + name);
            }
        }
        simpler.removeIf(word -> word.isEmpty() || word.equals(path) || word.length() > path.length());
        return simpler.stream().distinct().filter(word -> precedes(word, path)).toList();
    }

    /** A strict order, so that simplifying ends. */
    private static boolean precedes(String word, String path) {
        return word.length() < path.length() || (word.length() == path.length() && word.compareTo(path) < 0);
    }
}
