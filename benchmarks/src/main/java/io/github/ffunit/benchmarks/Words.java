package io.github.ffunit.benchmarks;

import java.util.List;

/** Command lines as one writes them, for arguments without blanks. */
final class Words {

    private Words() {}

    static List<String> of(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
