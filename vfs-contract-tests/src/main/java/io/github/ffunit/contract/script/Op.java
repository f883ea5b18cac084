package io.github.ffunit.contract.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One step of a script: what to do, and a word for each argument. Immutable. */
record Op(Call call, List<String> words) {
    Op {
        words = List.copyOf(words);
        if (words.size() != call.kinds().size()) {
            throw new IllegalArgumentException("[%s %s] must have %d arguments, but has %d"
                    .formatted(
                            call.word(), String.join(" ", words), call.kinds().size(), words.size()));
        }
    }

    static Op of(Call call, String... words) {
        return new Op(call, Arrays.asList(words));
    }

    static Op parse(String text) {
        List<String> words = Arrays.asList(text.trim().split(" "));
        return new Op(Call.named(words.get(0)), words.subList(1, words.size()));
    }

    /** The same with another word for one argument. */
    Op with(int index, String word) {
        List<String> changed = new ArrayList<>(words);
        changed.set(index, word);
        return new Op(call, changed);
    }

    /** The same with one argument that means something simpler. */
    Stream<Op> simpler() {
        return IntStream.range(0, words.size())
                .boxed()
                .flatMap(index -> call.kinds().get(index).simpler(words.get(index)).stream()
                        .map(word -> with(index, word)));
    }

    @Override
    public String toString() {
        return words.isEmpty() ? call.word() : call.word() + " " + String.join(" ", words);
    }
}
