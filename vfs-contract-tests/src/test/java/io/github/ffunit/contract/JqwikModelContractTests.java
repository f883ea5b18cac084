package io.github.ffunit.contract;

import io.github.ffunit.contract.model.Model;

/** The front end of jqwik on a set of calls. */
class JqwikModelContractTests implements SeededContract {
    @Override
    public Subject subject() {
        Subject posix = Subject.of("any", RootSource.temporaryFolders());
        return Subject.ofCalls("model", () -> Model.like(posix));
    }
}
