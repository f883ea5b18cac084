package io.github.ffunit.internal.playlist;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How a playlist names files. */
final class References {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private References() {}

    /**
     * The file that a URI reference means, seen from a playlist (RFC 3986, 5.2). Query and fragment are for servers and not looked at.
     *
     * @throws MalformedPlaylistException if it cannot be a file beside the playlist
     */
    static Path resolve(Path playlist, String place, String reference) throws MalformedPlaylistException {
        return resolve(playlist, playlist, place, reference);
    }

    /**
     * The same, seen from another file than the playlist that has the reference.
     *
     * @throws MalformedPlaylistException if it cannot be a file beside it
     */
    static Path resolve(Path playlist, Path base, String place, String reference) throws MalformedPlaylistException {
        if (reference.isEmpty()
                || reference.startsWith("/")
                || SCHEME.matcher(reference).matches()) {
            throw new MalformedPlaylistException(
                    playlist,
                    place,
                    "[%s] must be a relative URI, so that the file can be found beside the playlist"
                            .formatted(reference));
        }
        try {
            // In the path of a URI a plus sign is one
            String name =
                    URLDecoder.decode(reference.replaceFirst("[?#].*", "").replace("+", "%2B"), StandardCharsets.UTF_8);
            return base.toAbsolutePath().resolveSibling(name).normalize();
        } catch (InvalidPathException e) {
            throw new MalformedPlaylistException(
                    playlist, place, "[%s] is no name of a file: %s".formatted(reference, e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new MalformedPlaylistException(
                    playlist, place, "[%s] has a %% without two hexadecimal digits behind it".formatted(reference));
        }
    }
}
