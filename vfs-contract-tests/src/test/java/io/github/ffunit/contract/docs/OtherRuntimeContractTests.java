package io.github.ffunit.contract.docs;

import io.github.ffunit.contract.FileSystemContract;
import io.github.ffunit.contract.RootSource;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.Wasi1;
import io.github.ffunit.contract.model.Model;

class OtherRuntimeContractTests implements FileSystemContract {
    private static Wasi1 newGuest() {
        return Model.like(Subject.of("posix", RootSource.temporaryFolders()));
    }

    @Override
    public Subject subject() {
        return Subject.ofCalls("model", OtherRuntimeContractTests::newGuest);
    }
}
