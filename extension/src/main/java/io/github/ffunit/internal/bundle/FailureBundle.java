package io.github.ffunit.internal.bundle;

import io.github.ffunit.ffmpeg.FFmpegSandbox;
import io.github.ffunit.vfs.journal.Journal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.MultipleFailuresError;

/**
 * Writes what is known of a test into its folder, with a page to look at. Each part is written even if another cannot be.
 */
public final class FailureBundle {

    /** More than tests of usual size have, and less than fills a disk. */
    private static final long MOST_BYTES = 64L << 20;

    private static final int MOST_MEDIA = 6;

    private final TestFolder folder;
    private final TestIdentity test;
    private final @Nullable Throwable failure;
    private final FFmpegSandbox sandbox;
    private final RunRecorder recorder;
    private final List<Throwable> faults = new ArrayList<>();
    private final IndexPage page;

    /**
     * Prepares a bundle.
     *
     * @param folder of the test
     * @param displayName of the test, for people
     * @param failure null if the test passed
     * @param sandbox of the test, still open
     * @param recorder what heard of the sandbox's runs
     */
    public FailureBundle(
            TestFolder folder,
            String displayName,
            @Nullable Throwable failure,
            FFmpegSandbox sandbox,
            RunRecorder recorder) {
        this.folder = folder;
        this.test = folder.test();
        this.failure = failure;
        this.sandbox = sandbox;
        this.recorder = recorder;
        this.page = new IndexPage(test.toString(), displayName);
    }

    /** One part of a bundle. */
    @FunctionalInterface
    private interface Part {
        void write() throws IOException;
    }

    /**
     * Writes all parts, and tells the failure where. What goes wrong with a part does not hide the failure.
     *
     * @throws IllegalStateException if the test passed, and something went wrong with a part
     */
    public void write() {
        // A test that ran out of time was interrupted; channels and runs would end at once
        boolean interrupted = Thread.interrupted();
        try {
            writeParts(recorder.runs());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        tellFailure();
    }

    private void writeParts(List<RunRecord> runs) {
        attempt(this::writeFailure);
        attempt(this::writeGoldens);
        attempt(this::writeEvidence);
        attempt(() -> writeRuns(runs));
        attempt(() -> writeMedia(runs));
        attempt(() -> writeFiles(runs));
        attempt(() -> writeVersions(runs));
        attempt(() -> keep("index.html", page.toString()));
    }

    private void tellFailure() {
        if (failure != null) {
            faults.forEach(failure::addSuppressed);
            failure.addSuppressed(
                    new KeptNote(folder.path().resolve("index.html").toUri()));
        } else if (!faults.isEmpty()) {
            IllegalStateException exception =
                    new IllegalStateException("cannot keep what [%s] left".formatted(test), faults.get(0));
            faults.subList(1, faults.size()).forEach(exception::addSuppressed);
            throw exception;
        }
    }

    private void attempt(Part part) {
        try {
            part.write();
        } catch (IOException | RuntimeException e) {
            faults.add(e);
            page.text("This part could not be written: " + e);
        }
    }

    private void writeFailure() throws IOException {
        if (failure == null) {
            page.text("The test passed.");
            return;
        }
        page.section("Failure").failure(failure.toString());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        keep("failure.txt", trace.toString());
        page.links(List.of("failure.txt"));
    }

    /** Received goldens are there already, put by the comparison. */
    private void writeGoldens() throws IOException {
        Path goldens = folder.path().resolve("golden");
        if (!Files.isDirectory(goldens)) {
            return;
        }
        page.section("Goldens");
        List<String> names;
        try (Stream<Path> files = Files.list(goldens)) {
            names = files.map(file -> "golden/" + file.getFileName())
                    .sorted(Comparator.comparing(FailureBundle::rank).thenComparing(name -> name))
                    .toList();
        }
        page.pictures(names.stream().filter(name -> name.endsWith(".png")).toList());
        page.links(names);
    }

    /** Expected, received, difference: as people compare. */
    private static int rank(String golden) {
        if (golden.contains(".expected.")) {
            return 0;
        }
        return golden.endsWith(".diff") || golden.contains(".difference.") ? 2 : 1;
    }

    private void writeEvidence() throws IOException {
        Map<String, byte[]> evidence = new LinkedHashMap<>();
        for (Throwable thrown : allOf(failure)) {
            if (thrown instanceof Evidence shown) {
                shown.evidence().forEach(evidence::putIfAbsent);
            }
        }
        if (evidence.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : evidence.entrySet()) {
            names.add("compared/" + file.getKey());
            folder.write("compared/" + file.getKey(), file.getValue());
        }
        page.section("What was compared");
        page.pictures(names.stream().filter(name -> name.endsWith(".png")).toList());
        page.links(names);
    }

    private static List<Throwable> allOf(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>();
        if (failure != null) {
            open.add(failure);
        }
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (seen.add(next)) {
                all.add(next);
                open.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
                if (next instanceof MultipleFailuresError several) {
                    open.addAll(several.getFailures());
                }
            }
        }
        return all;
    }

    private void writeRuns(List<RunRecord> runs) throws IOException {
        page.section("Commands");
        if (runs.isEmpty()) {
            page.text("The test ran no command.");
            return;
        }
        if (recorder.forgotten() > 0) {
            page.text("The first %d are not kept.".formatted(recorder.forgotten()));
        }
        List<IndexPage.RunRow> rows = new ArrayList<>();
        StringBuilder script = new StringBuilder(
                "# The files are in files.zip; the working directory is %s\n".formatted(sandbox.workDirectory()));
        for (int i = 0; i < runs.size(); i++) {
            RunRecord run = runs.get(i);
            int number = recorder.forgotten() + i + 1;
            script.append(run.commandLine()).append("  # ").append(run.ending()).append('\n');
            List<String> files = new ArrayList<>();
            if (!run.log().isEmpty()) {
                files.add(keep("runs/%d.log".formatted(number), run.log()));
            }
            Optional<String> journal = run.journal().map(Journal::text);
            if (journal.isPresent()) {
                files.add(keep("runs/%d.journal.txt".formatted(number), journal.get()));
            }
            if (!run.guestStack().isEmpty()) {
                files.add(keep("runs/%d.stack.txt".formatted(number), String.join("\n", run.guestStack()) + "\n"));
            }
            rows.add(new IndexPage.RunRow(
                    number, run.commandLine(), run.ending(), run.exitCode().orElse(-1) == 0, files));
        }
        page.runs(rows);
        runs.stream().filter(run -> !run.guestStack().isEmpty()).forEach(run -> page.part("Stack of the guest")
                .lines(String.join("\n", run.guestStack())));
        page.links(List.of(keep("commands.sh", script.toString())));
    }

    private void writeMedia(List<RunRecord> runs) throws IOException {
        Set<Path> made = new LinkedHashSet<>();
        runs.forEach(run -> made.addAll(run.created()));
        runs.forEach(run -> made.addAll(run.changed()));
        made.removeIf(file -> !isKept(file) || !Files.isRegularFile(file));
        int shown = 0;
        try (MediaViews views = new MediaViews(root())) {
            for (Path file : made) {
                Optional<String> probe = views.probe(file);
                if (probe.isEmpty()) {
                    continue;
                }
                if (shown++ == 0) {
                    page.section("Media that the commands made");
                }
                if (shown > MOST_MEDIA) {
                    page.text("The first %d files are shown; the others are in files.zip.".formatted(MOST_MEDIA));
                    return;
                }
                page.part(file.toString());
                String name = "media/" + shown + "-" + file.getFileName();
                for (Map.Entry<String, byte[]> view : views.draw(file).entrySet()) {
                    String picture = "%s.%s.png".formatted(name, view.getKey());
                    folder.write(picture, view.getValue());
                    page.pictures(List.of(picture));
                }
                page.links(List.of(keep(name + ".probe.json", probe.get())));
            }
        }
    }

    private void writeFiles(List<RunRecord> runs) throws IOException {
        page.section("Files");
        Path root = root();
        List<FileArchive.Item> items;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.place("files.zip")))) {
            items = FileArchive.write(root, out, MOST_BYTES);
        }
        if (items.isEmpty()) {
            page.text("There was none.");
        } else {
            page.files(items);
        }
        List<Recording.Step> steps = runs.stream()
                .map(run -> new Recording.Step(
                        run.program(), run.arguments(), run.exitCode(), namesOf(run.created()), namesOf(run.changed())))
                .toList();
        boolean complete = recorder.forgotten() == 0
                && sandbox.fileSystem() != FileSystems.getDefault()
                && items.stream().allMatch(FileArchive.Item::isIn);
        Recording recording = new Recording(
                test.uniqueId(), engineOf(runs), sandbox.workDirectory().toString(), complete, steps);
        page.links(List.of("files.zip", keep(Recording.FILE, recording.text())));
    }

    private void writeVersions(List<RunRecord> runs) throws IOException {
        String versions = Stream.of(
                        "engine: " + engineOf(runs),
                        "Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                        "system: " + System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .collect(Collectors.joining("\n", "", "\n"));
        keep("versions.txt", versions);
        page.section("Versions").lines(versions);
        page.section("Again")
                .lines("./dev replay %s\n-Dffunit.replay=%s"
                        .formatted(folder.path().toAbsolutePath(), folder.path().toAbsolutePath()))
                .text("The first line runs the commands on the kept files and says whether they make the same."
                        + " The second one, given to a run of the test, starts it with the files that it had.");
    }

    private static String engineOf(List<RunRecord> runs) {
        return runs.isEmpty() ? "none ran" : runs.get(runs.size() - 1).engine();
    }

    private List<String> namesOf(List<Path> files) {
        return files.stream()
                .filter(this::isKept)
                .map(file -> FileArchive.nameOf(root(), file))
                .toList();
    }

    private boolean isKept(Path file) {
        return file.getFileSystem() == sandbox.fileSystem() && file.startsWith(root());
    }

    /** Everything in memory; of a file system of the host, where others live, only the working directory. */
    private Path root() {
        return sandbox.fileSystem() == FileSystems.getDefault()
                ? sandbox.workDirectory()
                : sandbox.workDirectory().getRoot();
    }

    private String keep(String name, String text) throws IOException {
        folder.write(name, text.getBytes(StandardCharsets.UTF_8));
        return name;
    }
}
