package io.github.ffunit.contract.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.ffunit.contract.Capability;
import io.github.ffunit.contract.FileSystemContract;
import io.github.ffunit.contract.Subject;
import io.github.ffunit.contract.verify.Profile;
import io.github.ffunit.contract.verify.Summary;
import io.github.ffunit.contract.verify.Verification;
import io.github.ffunit.contract.verify.VerificationReport;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcmeFsTests implements FileSystemContract {
    private static Path newRoot() throws IOException {
        FileSystem acme = Jimfs.newFileSystem(Configuration.unix());
        return Files.createDirectory(acme.getPath("/root"));
    }

    @Override
    public Subject subject() {
        return Subject.of("acmefs", AcmeFsTests::newRoot)
                .without(
                        Capability.HARD_LINKS_TO_SYMBOLIC_LINKS, Capability.LINK_COUNTS, Capability.VERBATIM_LINK_TEXT);
    }

    @Test
    void profile_findsNothing() throws IOException {
        VerificationReport report =
                Verification.of(subject()).profile(Profile.SMOKE).seed(1).run();
        new Summary(List.of(report), null).write(Path.of("target", "acmefs"));
        assertThat(report.isGreen()).as(report.render()).isTrue();
    }
}
