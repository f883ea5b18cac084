package io.github.ffunit.contract.script;

/** Makes scripts. Each depends on the seed and its own number alone, so that any one can be made without those before it. */
interface Generator {
    Script script(int number);

    /** How many scripts there are. */
    default int most() {
        return Integer.MAX_VALUE;
    }
}
