package io.github.ffunit.contract.script;

import io.github.ffunit.contract.Catalogue;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** One way in which a subject differs from the contract, with the shortest script that shows it. Immutable. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Failure {
    private final String subject;
    private final String origin;
    private final int number;
    private final Difference difference;
    private final Script script;
    private final int before;
    private final int tries;
    private final int occurrences;
    private final List<String> trace;
    private final @Nullable String reference;

    /**
     * @param origin where the script is from
     * @param number of that script
     * @param before how many operations the script had when it was found
     * @param tries how many scripts were run to make it short; 0 if it is as it was
     * @param occurrences how many scripts failed so
     * @param reference what another subject does; null if none was asked
     */
    Failure(
            String subject,
            String origin,
            int number,
            Difference difference,
            Script script,
            int before,
            int tries,
            int occurrences,
            List<String> trace,
            @Nullable String reference) {
        this.subject = subject;
        this.origin = origin;
        this.number = number;
        this.difference = difference;
        this.script = script;
        this.before = before;
        this.tries = tries;
        this.occurrences = occurrences;
        this.trace = List.copyOf(trace);
        this.reference = reference;
    }

    /** {@return the property that does not hold, by its id; empty if only a comparison of everything shows it} */
    public String id() {
        return difference.rule();
    }

    /** {@return what makes it distinct: the property, the call and both errnos} */
    public String key() {
        return difference.key();
    }

    /** {@return the number of the first script that failed so, from 0} */
    public int number() {
        return number;
    }

    /** {@return how many scripts failed so, at least 1} */
    public int occurrences() {
        return occurrences;
    }

    /** {@return the shortest script found that shows it} */
    public Script script() {
        return script;
    }

    /** {@return a block of lines in the manner of strace, with names of the guest alone} */
    public String render() {
        StringBuilder text = new StringBuilder("FAILED  " + heading() + "\n");
        String history = tries == 0 ? "" : Show.format("shrunk %d -> ", before);
        String runs = tries == 0 ? "" : Show.format(" in %d runs", tries);
        line(text, Show.format("%s  %s%d operations%s", origin, history, script.length(), runs));
        text.append('\n');
        int number = 0;
        for (String call : trace) {
            line(text, call.startsWith(" ") ? "   " + call : Show.format("%3d  %s", ++number, call));
        }
        text.append('\n');
        line(text, Show.format("  model: %s    lenient set: {%s}", difference.expected(), difference.allowed()));
        if (reference != null) {
            line(text, "  " + reference);
        }
        line(text, "  replay: --replay " + quoted(script.toString()));
        if (!id().isEmpty()) {
            line(text, "  see catalogue " + id());
        }
        return text.toString();
    }

    private String heading() {
        String says = id().isEmpty()
                ? "what is stored differs"
                : Catalogue.standard().says(id()).get(0);
        return Show.format("%s %s    subject %s", id(), says, subject).trim();
    }

    /** As one word of a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
