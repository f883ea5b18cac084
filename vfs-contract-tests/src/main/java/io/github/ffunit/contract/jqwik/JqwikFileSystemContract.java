package io.github.ffunit.contract.jqwik;

import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.Catalogue;
import io.github.ffunit.contract.PropertyResult;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.Verdict;
import io.github.ffunit.contract.script.Campaign;
import io.github.ffunit.contract.script.Failure;
import io.github.ffunit.contract.script.Script;
import io.github.ffunit.contract.script.Workload;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A test class of a file system implements this, and jqwik finds the contract in it: an example for what the subject declares, a
 * property with one try for each id of the catalogue, and two properties for random calls, compared with a model.
 *
 * <pre>{@code
 * class AcmeFsProperties implements JqwikFileSystemContract {
 *     public Subject subject() {
 *         return Subject.of("acmefs", () -> AcmeFs.create().getPath("/")).without(Capability.HARD_LINKS);
 *     }
 * }
 * }</pre>
 *
 * <p>The number of tries is jqwik's, where nothing else is said. What fails is shrunk until nothing is left to leave out, however
 * long that takes: the same seed ends with the same few calls on every machine. The message shows them with what came and what
 * should have come. The properties of random calls are aborted for a subject that cannot be written.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface JqwikFileSystemContract {
    /** {@return what to test; it is asked for at each try} */
    Subject subject();

    /** Fails where the subject declares to have what it lacks, or to lack what it has. */
    @Example
    default void declaration() {
        List<String> differences = Catalogue.standard().checkDeclaration(subject());
        if (!differences.isEmpty()) {
            throw new AssertionError(String.join("\n", differences));
        }
    }

    /**
     * Checks one property of the catalogue. A try is discarded where a deviation is known or nothing can be checked.
     *
     * @param id of the property
     */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    default void contract(@ForAll("ids") String id) {
        PropertyResult result = Catalogue.standard().check(subject(), id);
        Assume.that(result.verdict() != Verdict.KNOWN && result.verdict() != Verdict.UNTESTED);
        if (result.verdict() == Verdict.FAILED) {
            throw new AssertionError(id + " " + result.message(), result.failure());
        }
    }

    /**
     * Makes calls of all kinds.
     *
     * @param script what to call
     * @throws IOException if the subject has no root to run in
     */
    @Property(shrinking = ShrinkingMode.FULL)
    default void anyCalls(@ForAll("anyCallScripts") Script script) throws IOException {
        demandAnswersOfTheModel(script);
    }

    /**
     * Reads, writes and changes the size of one file, for long.
     *
     * @param script what to call
     * @throws IOException if the subject has no root to run in
     */
    @Property(tries = 50, shrinking = ShrinkingMode.FULL)
    default void singleFile(@ForAll("singleFileScripts") Script script) throws IOException {
        demandAnswersOfTheModel(script);
    }

    private void demandAnswersOfTheModel(Script script) throws IOException {
        Failure failure = Campaign.on(subject()).check(script);
        if (failure != null) {
            throw new AssertionError("\n" + failure.render());
        }
    }

    /** {@return the ids of all properties; a class may check fewer} */
    @Provide
    default Arbitrary<String> ids() {
        return Arbitraries.of(Catalogue.standard().ids());
    }

    /** {@return sequences of at most 60 operations} */
    @Provide
    default Arbitrary<Script> anyCallScripts() {
        return scripts(Workload.ANY_CALLS, 60);
    }

    /** {@return sequences of 300 operations} */
    @Provide
    default Arbitrary<Script> singleFileScripts() {
        return scripts(Workload.SINGLE_FILE, 300);
    }

    private Arbitrary<Script> scripts(Workload workload, int longest) {
        Assume.that(subject().has(Capability.WRITABLE));
        return GuestArbitraries.scripts(workload, longest);
    }
}
