package io.github.ffunit.contract.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShrinkerTests {
    private static boolean holds(Script script, String... ops) {
        List<String> left = new ArrayList<>(List.of(ops));
        script.ops().forEach(op -> {
            if (!left.isEmpty() && op.toString().startsWith(left.get(0))) {
                left.remove(0);
            }
        });
        return left.isEmpty();
    }

    @Test
    void operations_thatDoNotMatter_areRemoved() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            List<Op> ops = new ArrayList<>(new AnyCalls(1, 60).script(i).ops());
            for (String needed : List.of("fd_sync f1", "fd_tell f1", "fd_close f1")) {
                ops.add(Op.parse(needed));
                ops.addAll(new AnyCalls(random.nextLong(), 20).script(i).ops());
            }
            Shrinker.Shrunk shrunk =
                    Shrinker.shrink(new Script(ops), script -> holds(script, "fd_sync", "fd_tell", "fd_close"), 2000);
            assertThat(shrunk.script()).hasToString("fd_sync f0;fd_tell f0;fd_close f0");
            assertThat(shrunk.minimal()).isTrue();
        }
    }

    @Test
    void arguments_becomeAsSimpleAsTheFailureAllows() throws IOException {
        Script script = Script.parse("path_open d2 1 c/d/e 13 66 30;fd_write f2 9000 5");
        Shrinker.Shrunk shrunk = Shrinker.shrink(
                script,
                each -> holds(each, "path_open", "fd_write")
                        && each.ops().get(1).words().get(1).length() >= 2,
                2000);
        assertThat(shrunk.script()).hasToString("path_open d0 0 a 0 66 0;fd_write f0 17 1");
    }

    @Test
    void tries_areLimited_andThatIsSaid() throws IOException {
        Script script = new AnyCalls(1, 60).script(4);
        Shrinker.Shrunk shrunk = Shrinker.shrink(script, each -> each.length() > 2, 5);
        assertThat(shrunk.tries()).isEqualTo(5);
        assertThat(shrunk.minimal()).isFalse();
    }
}
