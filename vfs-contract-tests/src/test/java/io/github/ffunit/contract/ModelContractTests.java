package io.github.ffunit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ffunit.contract.model.Model;
import org.junit.jupiter.api.Test;

/** The rules on the oracle, and the oracle on the rules: who wrote the one did not look at the other. */
class ModelContractTests {
    @Test
    void model_keepsTheContract() {
        Subject posix = Subject.of("any", RootSource.temporaryFolders());
        Subject model = Subject.ofCalls("model", () -> Model.like(posix));
        SubjectReport report = Catalogue.standard().check(model);
        assertThat(report.declaration()).isEmpty();
        assertThat(report.failures()).isEmpty();
        System.out.println(ContractTable.counts(report));
    }
}
