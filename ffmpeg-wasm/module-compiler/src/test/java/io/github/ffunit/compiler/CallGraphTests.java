package io.github.ffunit.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallGraphTests {

    private final CallGraph calls = new CallGraph();

    @Test
    void mayLeadBack_chain_never() {
        calls.add(0, 1);
        calls.add(1, 2);
        calls.add(0, 2);

        assertThat(calls.mayLeadBack(0, 1)).isFalse();
        assertThat(calls.mayLeadBack(1, 2)).isFalse();
        assertThat(calls.mayLeadBack(0, 2)).isFalse();
    }

    @Test
    void mayLeadBack_ownFunction_always() {
        calls.add(3, 3);

        assertThat(calls.mayLeadBack(3, 3)).isTrue();
    }

    @Test
    void mayLeadBack_circle_onlyForItsOwnCalls() {
        calls.add(0, 1);
        calls.add(1, 2);
        calls.add(2, 3);
        calls.add(3, 1);
        calls.add(3, 4);

        assertThat(calls.mayLeadBack(0, 1)).isFalse();
        assertThat(calls.mayLeadBack(1, 2)).isTrue();
        assertThat(calls.mayLeadBack(2, 3)).isTrue();
        assertThat(calls.mayLeadBack(3, 1)).isTrue();
        assertThat(calls.mayLeadBack(3, 4)).isFalse();
    }

    @Test
    void mayLeadBack_veryLongChain_needsNoJavaStack() {
        int length = 200_000;
        for (int function = 0; function < length; function++) {
            calls.add(function, function + 1);
        }
        calls.add(length, 0);

        assertThat(calls.mayLeadBack(length / 2, length / 2 + 1)).isTrue();
    }
}
