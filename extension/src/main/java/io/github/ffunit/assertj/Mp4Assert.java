package io.github.ffunit.assertj;

import static java.util.Objects.requireNonNull;
import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import io.github.ffunit.fixtures.oracle.Mp4Box;
import io.github.ffunit.fixtures.oracle.Mp4Boxes;
import io.github.ffunit.fixtures.oracle.Mp4Track;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the boxes of an MP4 or QuickTime file, as a reader in Java sees them, without FFmpeg. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class Mp4Assert extends AbstractMediaAssert<Mp4Assert, Path> {

    private final @Nullable Mp4Boxes boxes;

    private Mp4Assert(@Nullable Path file, @Nullable Mp4Boxes boxes, Subject subject) {
        super(file, Mp4Assert.class, subject);
        this.boxes = boxes;
    }

    static Mp4Assert of(Path file, Subject subject) throws IOException {
        return new Mp4Assert(file, Mp4Boxes.read(file), subject);
    }

    static Mp4Assert missing(Subject subject) {
        return new Mp4Assert(null, null, subject);
    }

    /**
     * Asserts that a player that has the beginning has all it needs to start.
     *
     * @return this
     */
    public Mp4Assert hasMoovBeforeMdat() {
        return check(() -> {
            if (!boxes().isMoovBeforeMdat()) {
                throw problem(
                        "expected moov before mdat but the boxes are %s; -movflags +faststart moves it", topLevel());
            }
        });
    }

    /**
     * Asserts that there is a box.
     *
     * @param path types with slashes between them, from the top downwards, for instance {@code moov/trak/edts/elst}
     * @return this
     */
    public Mp4Assert hasBox(String path) {
        requireNonNull(path, "path");
        return check(() -> {
            if (boxes().find(path).isEmpty()) {
                throw problem(
                        "expected a box [%s] but the boxes are\n%s",
                        path, boxes().toString().indent(2).stripTrailing());
            }
        });
    }

    /**
     * Asserts that there is no box of a path.
     *
     * @param path types with slashes between them, from the top downwards
     * @return this
     */
    public Mp4Assert hasNoBox(String path) {
        requireNonNull(path, "path");
        return check(() -> {
            List<Mp4Box> found = boxes().findAll(path);
            if (!found.isEmpty()) {
                throw problem("expected no box [%s] but there is %s", path, found);
            }
        });
    }

    /**
     * Asserts a brand, the major one or a compatible one.
     *
     * @param brand four characters, for instance {@code isom}
     * @return this
     */
    public Mp4Assert hasBrand(String brand) {
        requireNonNull(brand, "brand");
        return check(() -> {
            List<String> brands = Stream.concat(boxes().majorBrand().stream(), boxes().compatibleBrands().stream())
                    .toList();
            if (!brands.contains(brand)) {
                throw difference(brand, brands, "expected brand [%s] but has %s", brand, brands);
            }
        });
    }

    /**
     * Asserts the number of fragments.
     *
     * @param count how many {@code moof} boxes there are; 0 for a file in one piece
     * @return this
     */
    public Mp4Assert hasFragments(int count) {
        return check(() -> requireEqual("fragments", count, boxes().fragments().size()));
    }

    /**
     * Asserts that the file is in fragments, as many as they are.
     *
     * @return this
     */
    public Mp4Assert isFragmented() {
        return check(() -> {
            if (boxes().fragments().isEmpty()) {
                throw problem(
                        "expected fragments but the boxes are %s; -movflags +frag_keyframe+empty_moov makes them",
                        topLevel());
            }
        });
    }

    /**
     * Asserts that no track has an edit list, so that each is played from its first sample at once.
     *
     * @return this
     */
    public Mp4Assert hasNoEditLists() {
        return check(() -> {
            for (Mp4Track track : boxes().tracks()) {
                if (!track.edits().isEmpty()) {
                    throw problem(
                            "expected no edit list but track %s (%s) has [%s] edits",
                            track.id(), track.handler(), track.edits().size());
                }
            }
        });
    }

    /**
     * Asserts that the first track of a kind has an edit list.
     *
     * @param handler four characters, for instance {@code vide} or {@code soun}
     * @param edits how many entries it has
     * @return this
     */
    public Mp4Assert hasEdits(String handler, int edits) {
        requireNonNull(handler, "handler");
        return check(() -> {
            Mp4Track track = boxes().track(handler)
                    .orElseThrow(() -> problem(
                            "expected a track [%s] but has %s",
                            handler,
                            boxes().tracks().stream().map(Mp4Track::handler).toList()));
            requireEqual("edits of track " + handler, edits, track.edits().size());
        });
    }

    private Mp4Boxes boxes() {
        return requireNonNull(boxes, "a file that is missing is not looked into");
    }

    private List<String> topLevel() {
        return boxes().boxes().stream().map(Mp4Box::type).toList();
    }
}
