package io.github.ffunit.contract;

import io.github.ffunit.contract.jqwik.JqwikFileSystemContract;
import io.github.ffunit.contract.script.Script;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The front end of jqwik with the same scripts at each build, and fewer of them. */
interface SeededContract extends JqwikFileSystemContract {
    @Override
    @Property(seed = "20260104", tries = 150, shrinking = ShrinkingMode.FULL)
    default void anyCalls(@ForAll("anyCallScripts") Script script) throws IOException {
        JqwikFileSystemContract.super.anyCalls(script);
    }

    @Override
    @Property(seed = "20260104", tries = 10, shrinking = ShrinkingMode.FULL)
    default void singleFile(@ForAll("singleFileScripts") Script script) throws IOException {
        JqwikFileSystemContract.super.singleFile(script);
    }
}
