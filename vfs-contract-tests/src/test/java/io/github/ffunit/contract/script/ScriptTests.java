package io.github.ffunit.contract.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.model.Model;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScriptTests {
    private static final Subject MODEL = Subject.ofCalls("model", ScriptTests::newModel);

    private static Model newModel() {
        return Model.like(Subject.ofCalls("posix", () -> {
            throw new AssertionError("only its capabilities are asked for");
        }));
    }

    private static List<Generator> generators() {
        return List.of(new AnyCalls(3, 60), new SingleFile(3, 60), new ErrnoMatrix());
    }

    @Test
    void text_ofAnyScript_isReadBackAsTheSameScript() {
        for (Generator generator : generators()) {
            for (int i = 0; i < 300; i++) {
                Script script = generator.script(i);
                assertThat(Script.parse(script.toString())).isEqualTo(script);
                assertThat(script.toString()).doesNotContain("\n");
            }
        }
    }

    @Test
    void bytes_thatAreNoLetters_areReadBackToo() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(Kind.decode(Kind.encode(all))).isEqualTo(all);
        assertThat(Kind.encode(all)).doesNotContain(" ", ";");
        assertThat(Kind.decode(Kind.encode(new byte[0]))).isEmpty();
    }

    @Test
    void script_isTheSame_whateverWasDrawnBefore() {
        for (Generator generator : generators()) {
            Script seventh = generator.script(7);
            generator.script(3);
            assertThat(generator.script(7)).isEqualTo(seventh);
            assertThat(generator.script(8)).isNotEqualTo(seventh);
        }
    }

    @Test
    void anyPartOfAScript_isAScript_thatTheModelAnswersAsItself() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 100; i++) {
            List<Op> part = new ArrayList<>(new AnyCalls(11, 60).script(i).ops());
            part.removeIf(op -> random.nextInt(3) == 0);
            Run.Result result = Run.of(MODEL, new Script(part), false, new Coverage());
            assertThat(result.difference()).as(new Script(part).toString()).isNull();
        }
    }

    @Test
    void simplerScripts_areNeverLonger_andComeToAnEnd() {
        SplittableRandom random = new SplittableRandom(11);
        for (Generator generator : generators()) {
            for (int i = 0; i < 20; i++) {
                Script script = generator.script(i);
                List<Script> simpler = script.simpler().toList();
                assertThat(simpler)
                        .allMatch(each -> each.length() <= script.length())
                        .doesNotContain(script);
                for (int steps = 0; !simpler.isEmpty(); steps++) {
                    assertThat(steps).isLessThan(2000);
                    // Leaving out ends soon; simpler arguments are what might go in circles.
                    Script next = simpler.get(random.nextInt(simpler.size() / 2, simpler.size()));
                    simpler = next.simpler().toList();
                }
            }
        }
    }

    @Test
    void unknownWords_areRefused() {
        assertThatThrownBy(() -> Script.parse("fd_tell f0;fd_jump f0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fd_jump")
                .hasMessageContaining("path_open");
        assertThatThrownBy(() -> Script.parse("fd_tell f0 f1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 arguments");
    }

    @Test
    void amounts_areCountedFromTheSize() {
        assertThat(Amount.of("size-1", 10)).isEqualTo(9);
        assertThat(Amount.of("size+5", 10)).isEqualTo(15);
        assertThat(Amount.of("-size", 10)).isEqualTo(-10);
        assertThat(Amount.of("-1", 10)).isEqualTo(-1);
        assertThat(Amount.of("2^40-1", 10)).isEqualTo((1L << 40) - 1);
        assertThat(Amount.of("2^63", 10)).isEqualTo(Long.MIN_VALUE);
        assertThat(Amount.of("2^63-1", 10)).isEqualTo(Long.MAX_VALUE);
    }
}
