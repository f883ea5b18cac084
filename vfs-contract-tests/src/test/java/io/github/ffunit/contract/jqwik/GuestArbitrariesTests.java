package io.github.ffunit.contract.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ffunit.contract.script.Script;
import io.github.ffunit.contract.script.Workload;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The ranges that are promised, and where shrinking ends. */
class GuestArbitrariesTests {
    private static final String SEED = "20260104";

    @Provide
    Arbitrary<byte[]> paths() {
        return GuestArbitraries.paths();
    }

    @Provide
    Arbitrary<Script> lists() {
        return GuestArbitraries.operations().list().ofMaxSize(20).map(Script::of);
    }

    @Provide
    Arbitrary<Script> scripts() {
        return GuestArbitraries.scripts(Workload.ANY_CALLS, 60);
    }

    @Property(seed = SEED)
    void paths_areOfFewBytes(@ForAll("paths") byte[] path) {
        assertThat(path).hasSizeBetween(0, 4096);
    }

    @Property(seed = SEED)
    void lists_ofOperations_areScripts(@ForAll("lists") Script script) {
        assertThat(script.length()).isLessThanOrEqualTo(20);
        assertThat(Script.parse(script.toString())).isEqualTo(script);
    }

    @Property(seed = SEED)
    void scripts_areOfManyOperations(@ForAll("scripts") Script script) {
        assertThat(script.length()).isBetween(1, 60);
    }

    @Example
    void values_areThoseOfTheInterface() {
        assertThat(all(GuestArbitraries.openFlags())).allMatch(flags -> flags >= 0 && flags <= 16);
        assertThat(all(GuestArbitraries.fdFlags())).allMatch(flags -> flags >= 0 && flags <= 32);
        assertThat(all(GuestArbitraries.rights())).allMatch(rights -> rights >= 0 && rights < 1L << 30);
        assertThat(all(GuestArbitraries.lengths()))
                .allMatch(lengths -> lengths.length <= 3
                        && Arrays.stream(lengths).allMatch(length -> length >= 0 && length <= 9000));
        assertThat(all(GuestArbitraries.offsets(100)))
                .contains(0L, 99L, 100L, 101L, Long.MAX_VALUE, Long.MIN_VALUE)
                .allMatch(offset -> offset >= 0 || offset == Long.MIN_VALUE);
        assertThat(all(GuestArbitraries.offsets(0))).contains(-1L);
        assertThatThrownBy(() -> GuestArbitraries.offsets(-1)).hasMessageContaining("[-1]");
        assertThatThrownBy(() -> GuestArbitraries.scripts(Workload.ANY_CALLS, 0))
                .hasMessageContaining("[0]");
    }

    private static <T> List<T> all(Arbitrary<T> values) {
        return values.allValues().orElseThrow().toList();
    }
}
