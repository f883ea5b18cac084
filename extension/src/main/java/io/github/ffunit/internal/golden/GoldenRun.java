package io.github.ffunit.internal.golden;

import io.github.ffunit.golden.Golden;
import io.github.ffunit.internal.bundle.TestFolder;
import io.github.ffunit.internal.bundle.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What all tests of one run do with goldens. Closing it reports what was written and what nobody asked for. Thread-safe.
 */
public final class GoldenRun implements CloseableResource, AutoCloseable {

    private final GoldenSettings settings;
    private final Consumer<String> report;

    // All guarded by this
    private final Map<Path, Claim> claims = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Path, Boolean> passed = new HashMap<>();
    private @Nullable ClassLoader testClasses;

    private record Claim(TestIdentity test, String content) {}

    private record Change(Path golden, @Nullable GoldenDifference difference) {

        String reason() {
            return difference == null ? "new" : difference.reason();
        }
    }

    /**
     * Starts with nothing claimed.
     *
     * @param settings for all tests
     * @param report gets the lines of the report
     */
    public GoldenRun(GoldenSettings settings, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * Makes the goldens of a test.
     *
     * @param folder of the test, where received files are kept; asked at each comparison, as dynamic tests share the goldens of their factory
     * @param updates whether the test writes them, whatever was asked for
     * @return its goldens, without a name
     * @throws ExtensionConfigurationException if it would write where goldens are only read
     */
    public Golden goldenOf(Supplier<TestFolder> folder, boolean updates) {
        if (updates && settings.readOnly()) {
            throw new ExtensionConfigurationException(
                    "[%s] has @UpdateGolden, so it checks nothing, and the environment has CI=true; remove the annotation"
                            .formatted(folder.get().test()));
        }
        return new TestGolden(this, updates ? settings.updating() : settings, folder, null);
    }

    /**
     * Says that a test uses a golden for some content.
     *
     * @throws IllegalStateException if the golden was used for other content before
     */
    synchronized void claim(Path golden, TestIdentity test, String content) {
        Claim before = claims.putIfAbsent(golden, new Claim(test, content));
        if (before != null && !before.content().equals(content)) {
            throw new IllegalStateException(
                    "Golden [%s] is used by [%s] for something other than by [%s] in the same run; give one of them a name: golden.named(\"...\")"
                            .formatted(golden, test, before.test()));
        }
    }

    /** Writes a golden as a whole, and remembers it for the report. */
    synchronized void write(Path golden, byte[] content, @Nullable GoldenDifference difference) {
        try {
            Path folder = golden.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "golden", ".new");
            Files.write(draft, content);
            Files.move(draft, golden, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the golden [%s]".formatted(golden), e);
        }
        changes.add(new Change(golden, difference));
    }

    /**
     * Says that a test is over.
     *
     * @param test which
     * @param type its class
     * @param hasPassed whether it passed, and was not aborted
     */
    public synchronized void ended(TestIdentity test, Class<?> type, boolean hasPassed) {
        testClasses = type.getClassLoader();
        passed.merge(folderOf(test).resolve(test.methodName()), hasPassed, Boolean::logicalAnd);
    }

    /** The folder of the goldens of a class. */
    Path folderOf(TestIdentity test) {
        return settings.directory().resolve(test.className());
    }

    @Override
    public synchronized void close() {
        reportChanges();
        reportOrphans();
    }

    private void reportChanges() {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, List<Change>> byReason =
                changes.stream().collect(Collectors.groupingBy(Change::reason, TreeMap::new, Collectors.toList()));
        String reasons = byReason.entrySet().stream()
                .sorted((a, b) ->
                        Integer.compare(b.getValue().size(), a.getValue().size()))
                .map(entry -> entry.getValue().size() + " " + entry.getKey() + worst(entry.getValue()))
                .collect(Collectors.joining(", "));
        report.accept("FFUnit: %s changed: %s".formatted(goldens(changes.size()), reasons));
        if (settings.mode() == GoldenMode.REVIEW) {
            changes.stream()
                    .map(change -> "  %s: %s"
                            .formatted(
                                    change.golden(),
                                    change.difference() == null
                                            ? "new"
                                            : change.difference().first()))
                    .sorted()
                    .forEach(report);
        }
    }

    private static String worst(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> Stream.ofNullable(change.difference()))
                .flatMapToDouble(difference -> difference.psnrDb().stream())
                .min()
                .stream()
                .mapToObj(worst -> String.format(Locale.ROOT, " (worst %.0f dB)", worst))
                .findFirst()
                .orElse("");
    }

    private static String goldens(int count) {
        return count == 1 ? "1 golden" : count + " goldens";
    }

    private void reportOrphans() {
        List<String> orphans = new ArrayList<>();
        if (testClasses != null && Files.isDirectory(settings.directory())) {
            try (Stream<Path> folders = Files.list(settings.directory())) {
                for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                    try (Stream<Path> files = Files.list(folder)) {
                        for (Path golden : files.sorted().toList()) {
                            String reason = reasonOfOrphan(folder, golden);
                            if (reason != null) {
                                orphans.add("  %s: %s".formatted(golden, reason));
                            }
                        }
                    }
                }
            } catch (IOException e) {
                report.accept("FFUnit: cannot look for goldens that nobody uses in [%s]: %s"
                        .formatted(settings.directory(), e));
            }
        }
        if (!orphans.isEmpty()) {
            report.accept(
                    "FFUnit: %s that no test uses; delete what is not needed:".formatted(goldens(orphans.size())));
            orphans.forEach(report);
        }
    }

    private @Nullable String reasonOfOrphan(Path folder, Path golden) {
        String className = folder.getFileName().toString();
        String file = golden.getFileName().toString();
        String method = file.substring(0, Math.max(0, file.indexOf('.')));
        Class<?> type = load(className);
        if (type == null) {
            return "there is no class " + className;
        }
        if (!methodsOf(type).contains(method)) {
            return "the class has no method " + method;
        }
        boolean hasPassed = passed.getOrDefault(folder.resolve(method), false);
        return hasPassed && !claims.containsKey(golden) ? "the test passed without it" : null;
    }

    /** A folder is called by the canonical name, in which nested classes look like packages. */
    private @Nullable Class<?> load(String canonicalName) {
        String name = canonicalName;
        while (true) {
            try {
                return Class.forName(name, false, testClasses);
            } catch (ClassNotFoundException | LinkageError e) {
                int dot = name.lastIndexOf('.');
                if (dot < 0) {
                    return null;
                }
                name = name.substring(0, dot) + "$" + name.substring(dot + 1);
            }
        }
    }

    private static Set<String> methodsOf(Class<?> type) {
        Set<String> names = new HashSet<>();
        Set<Class<?>> seen = new HashSet<>();
        List<Class<?>> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            Class<?> next = open.remove(open.size() - 1);
            if (seen.add(next)) {
                Arrays.stream(next.getDeclaredMethods()).map(Method::getName).forEach(names::add);
                open.addAll(List.of(next.getInterfaces()));
                if (next.getSuperclass() != null) {
                    open.add(next.getSuperclass());
                }
            }
        }
        return names;
    }
}
