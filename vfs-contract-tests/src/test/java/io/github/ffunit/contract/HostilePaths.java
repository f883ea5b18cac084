package io.github.ffunit.contract;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes up paths and link texts of the kind that have led out of sandboxes elsewhere. Repeats with its seed. */
final class HostilePaths {
    private static final String[] NAMES = {
        "..",
        "..",
        "..",
        ".",
        "",
        "d",
        "d",
        "e",
        "file",
        "inside",
        "outside",
        "secret",
        "empty",
        "inside-twin",
        "link0",
        "link1",
        "link2",
        "link3",
        "link4",
        "link5",
        "link6",
        "link7",
        "swapped",
        "tmp",
        "dev",
        "null",
        "new"
    };
    private static final String[] ODD_NAMES = {
        "..\\outside\\secret",
        "..\\..\\world\\outside",
        "C:",
        "C:\\",
        "C:\\world\\outside\\secret",
        "C:outside",
        "\\\\srv\\share",
        "\\",
        "\\world\\outside",
        "//",
        "/",
        ".. ",
        " ..",
        "...",
        "..;",
        "%2e%2e",
        "..%2f",
        "..%5c",
        "\uFF0E\uFF0E",
        "\u2025",
        "\u2024\u2024",
        "a:b",
        "secret::$DATA",
        "NUL",
        "CON",
        "aux.txt",
        "d.",
        "d ",
        "D",
        "FILE",
        "OUTSIDE",
        "e\u0301",
        "\u00E9",
        "\0",
        "a\0b",
        "~",
        "~root",
        "$HOME",
        "*",
        "?",
        "file:///",
        "zip:",
        "\u202Etxt",
        "\uD83D\uDE00"
    };

    private final SplittableRandom random;
    private final Path outside;

    HostilePaths(long seed, Path outside) {
        this.random = new SplittableRandom(seed);
        this.outside = outside;
    }

    private static <T> T any(SplittableRandom random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    String next() {
        StringBuilder path = new StringBuilder();
        if (random.nextInt(12) == 0) {
            path.append(random.nextBoolean() ? "/" : outside.toAbsolutePath() + "/");
        }
        int names = 1 + random.nextInt(1 + random.nextInt(7));
        for (int i = 0; i < names; i++) {
            path.append(name()).append(i < names - 1 || random.nextInt(6) == 0 ? "/" : "");
        }
        return random.nextInt(40) == 0 ? path + "/..".repeat(random.nextInt(1500)) : path.toString();
    }

    private String name() {
        return switch (random.nextInt(8)) {
            case 0 -> any(random, ODD_NAMES);
            case 1 -> random.nextInt(10) == 0 ? "n".repeat(250 + random.nextInt(10)) : any(random, NAMES);
            default -> any(random, NAMES);
        };
    }

    /** The name of one of the links. */
    String linkName() {
        return (random.nextBoolean() ? "" : "d/") + "link" + random.nextInt(8);
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }
}
