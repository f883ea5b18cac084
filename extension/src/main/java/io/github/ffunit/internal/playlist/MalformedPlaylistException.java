package io.github.ffunit.internal.playlist;

import java.io.IOException;
import java.nio.file.Path;

/** A playlist is not what its specification demands. The message names the file, the line or element, what was found and what is allowed. */
public final class MalformedPlaylistException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedPlaylistException(Path file, String place, String problem) {
        super("Playlist [%s], %s: %s".formatted(file, place, problem));
    }
}
