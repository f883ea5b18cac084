package io.github.ffunit.internal.golden;

import static java.util.Objects.requireNonNull;

import io.github.ffunit.golden.Facet;
import io.github.ffunit.golden.Golden;
import io.github.ffunit.golden.PictureTolerance;
import io.github.ffunit.internal.bundle.TestFolder;
import io.github.ffunit.internal.bundle.TestIdentity;
import io.github.ffunit.internal.picture.Picture;
import io.github.ffunit.internal.picture.PictureDifference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.FileInfo;

/** The goldens of one test. */
final class TestGolden implements Golden {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final GoldenRun run;
    private final GoldenSettings settings;
    private final Supplier<TestFolder> folder;
    private final @Nullable String name;

    TestGolden(GoldenRun run, GoldenSettings settings, Supplier<TestFolder> folder, @Nullable String name) {
        this.run = run;
        this.settings = settings;
        this.folder = folder;
        this.name = name;
    }

    @Override
    public Golden named(String name) {
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    "name [%s] of a golden must be of letters, digits, - and _, or of such words with dots between"
                            .formatted(name));
        }
        return new TestGolden(run, settings, folder, name);
    }

    // ---- text

    @Override
    public void verify(Path media, Facet... facets) {
        GoldenText received = describe(media, facets);
        TestIdentity current = folder.get().test();
        Path golden = fileOf(current, "txt");
        run.claim(golden, current, received.toString());
        byte[] bytes = received.toString().getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(golden)) {
            addOrFail(golden, bytes);
            return;
        }
        byte[] before = read(golden);
        GoldenText expected = GoldenText.parse(new String(before, StandardCharsets.UTF_8));
        if (!expected.equals(received)) {
            if (!settings.writesChanged()) {
                keep(nameOf(golden, ".expected.txt"), expected.toString().getBytes(StandardCharsets.UTF_8));
                keep(nameOf(golden, ".diff"), expected.linesOtherThan(received).getBytes(StandardCharsets.UTF_8));
            }
            writeOrFail(golden, before, bytes, GoldenDifference.between(expected, received), "");
        }
    }

    @Override
    public void verify(Path media, String expected, Facet... facets) {
        GoldenText golden = GoldenText.parse(requireNonNull(expected, "expected"));
        GoldenText received = describe(media, facets);
        if (!golden.equals(received)) {
            throw new AssertionFailedError(
                    "The golden in [%s] differs: %s\n  if this is meant, replace it by\n%s"
                            .formatted(
                                    folder.get().test(),
                                    GoldenDifference.between(golden, received).first(),
                                    received.toString().indent(4).stripTrailing()),
                    golden.toString(),
                    received.toString());
        }
    }

    private static GoldenText describe(Path media, Facet... facets) {
        requireNonNull(media, "media");
        if (facets.length == 0) {
            throw new IllegalArgumentException("a golden needs at least one facet, for instance Facets.facts()");
        }
        Map<String, List<String>> sections = new TreeMap<>();
        for (Facet facet : facets) {
            if (sections.put(facet.name(), facet.describe(media)) != null) {
                throw new IllegalArgumentException("facet [%s] is given twice; give it once".formatted(facet.name()));
            }
        }
        // As it will be read, whatever the lines of the facets are like
        return GoldenText.parse(new GoldenText(sections).toString());
    }

    // ---- pictures

    @Override
    public void verifyPicture(Path picture) {
        verifyPicture(picture, PictureTolerance.exact());
    }

    @Override
    public void verifyPicture(Path picture, PictureTolerance tolerance) {
        Picture received = Picture.read(requireNonNull(picture, "picture"));
        requireNonNull(tolerance, "tolerance");
        TestIdentity current = folder.get().test();
        Path golden = fileOf(current, "png");
        run.claim(golden, current, received.fingerprint());
        byte[] bytes = received.toPng();
        if (!Files.exists(golden)) {
            addOrFail(golden, bytes);
            return;
        }
        byte[] before = read(golden);
        Picture expected = Picture.read(golden);
        if (!expected.hasSizeOf(received)) {
            GoldenDifference difference = new GoldenDifference(
                    Set.of("picture sizes"),
                    "%s -> %s".formatted(expected.size(), received.size()),
                    OptionalDouble.empty());
            writeOrFail(golden, before, bytes, difference, "");
            return;
        }
        PictureDifference pixels = PictureDifference.between(expected.image(), received.image());
        if (!tolerance.allows(pixels.levels(), pixels.psnrDb())) {
            GoldenDifference difference =
                    new GoldenDifference(Set.of("pixels"), pixels.text(), OptionalDouble.of(pixels.psnrDb()));
            if (!settings.writesChanged()) {
                keep(nameOf(golden, ".expected.png"), before);
                keep(nameOf(golden, ".difference.png"), new Picture(pixels.picture()).toPng());
            }
            writeOrFail(golden, before, bytes, difference, "  allowed   %s\n".formatted(tolerance));
        }
    }

    // ---- both

    private void addOrFail(Path golden, byte[] received) {
        if (settings.writesNew()) {
            run.write(golden, received, null);
        } else {
            throw failure(
                    "Golden [%s] is missing\n".formatted(golden), GoldenMode.MISSING, golden, new byte[0], received);
        }
    }

    private void writeOrFail(Path golden, byte[] before, byte[] received, GoldenDifference difference, String allowed) {
        if (settings.writesChanged()) {
            run.write(golden, received, difference);
        } else {
            throw failure(
                    "Golden [%s] differs: %s\n%s".formatted(golden, difference.first(), allowed),
                    GoldenMode.UPDATE,
                    golden,
                    before,
                    received);
        }
    }

    private AssertionFailedError failure(String what, GoldenMode advised, Path golden, byte[] before, byte[] received) {
        Path kept = keep(nameOf(golden, ""), received);
        return new AssertionFailedError(
                "%s  received  %s\n  %s".formatted(what, kept.toUri(), settings.advice(advised)),
                new FileInfo(golden.toAbsolutePath().toString(), before),
                new FileInfo(kept.toAbsolutePath().toString(), received));
    }

    private static String nameOf(Path golden, String ending) {
        String file = golden.getFileName().toString();
        return "golden/" + (ending.isEmpty() ? file : file.substring(0, file.lastIndexOf('.')) + ending);
    }

    private Path keep(String file, byte[] content) {
        try {
            return folder.get().write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep [%s] in [%s]".formatted(file, folder.get().path()), e);
        }
    }

    private Path fileOf(TestIdentity current, String extension) {
        return run.folderOf(current).resolve(current.name() + (name == null ? "" : "." + name) + "." + extension);
    }

    private static byte[] read(Path golden) {
        try {
            return Files.readAllBytes(golden);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the golden [%s]".formatted(golden), e);
        }
    }
}
