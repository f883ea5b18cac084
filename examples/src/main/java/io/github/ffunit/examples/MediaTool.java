package io.github.ffunit.examples;

import java.io.IOException;

/** The {@code ffmpeg} command as the service sees it: arguments in, log out. */
@FunctionalInterface
public interface MediaTool {

    /**
     * Runs ffmpeg to its end.
     *
     * @param arguments what a shell user would type after {@code ffmpeg}: strings, numbers and paths
     * @return what ffmpeg wrote to standard error
     * @throws IOException if ffmpeg cannot be run or reports a failure
     */
    String run(Object... arguments) throws IOException;
}
