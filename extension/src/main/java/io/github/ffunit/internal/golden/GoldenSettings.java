package io.github.ffunit.internal.golden;

import java.nio.file.Path;

/**
 * Where goldens are and what is done with them.
 *
 * @param mode what was asked for
 * @param readOnly whether goldens are only compared nevertheless, as on CI
 * @param directory where they are
 */
public record GoldenSettings(GoldenMode mode, boolean readOnly, Path directory) {

    /** {@return the same for a test that writes its goldens, whatever was asked for} */
    GoldenSettings updating() {
        return new GoldenSettings(mode == GoldenMode.REVIEW ? mode : GoldenMode.UPDATE, readOnly, directory);
    }

    boolean writesNew() {
        return mode.writesNew() && !readOnly;
    }

    boolean writesChanged() {
        return mode.writesChanged() && !readOnly;
    }

    /** How to have a golden accepted, for failures. */
    String advice(GoldenMode wanted) {
        if (readOnly) {
            return "the environment has CI=true, so goldens are only read%s; elsewhere run this test with -Dffunit.golden=%s"
                    .formatted(mode == GoldenMode.VERIFY ? "" : ", in spite of ffunit.golden=" + mode, wanted);
        }
        return "if this is meant, run this test with -Dffunit.golden=" + wanted;
    }
}
