package io.github.ffunit.contract.docs;

import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.jqwik.JqwikFileSystemContract;
import io.github.ffunit.contract.script.Script;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class AcmeFsJqwikTests implements JqwikFileSystemContract {
    @Override
    public Subject subject() {
        return new AcmeFsTests().subject();
    }

    @Override
    @Property(seed = "1", tries = 200, shrinking = ShrinkingMode.FULL)
    public void anyCalls(@ForAll("anyCallScripts") Script script) throws IOException {
        JqwikFileSystemContract.super.anyCalls(script);
    }

    @Override
    @Property(seed = "1", tries = 5, shrinking = ShrinkingMode.FULL)
    public void singleFile(@ForAll("singleFileScripts") Script script) throws IOException {
        JqwikFileSystemContract.super.singleFile(script);
    }
}
