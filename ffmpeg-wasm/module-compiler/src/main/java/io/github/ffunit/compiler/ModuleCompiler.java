package io.github.ffunit.compiler;

import static java.util.Objects.requireNonNull;

import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import com.dylibso.chicory.wasm.types.SectionId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;

/**
 * Compiles a WebAssembly module to JVM classes, once for each module and compiler.
 *
 * <p>Chicory's generator makes the classes, what is left of the module as a resource, and the source of a
 * {@link CompiledModule}; this class has the classes tuned for HotSpot, compiles that source and registers it as a
 * service, so that
 * {@code ServiceLoader.load(CompiledModule.class)} finds the module. A function that is too big for a JVM method fails
 * the compilation: Chicory would hand it to its interpreter, which keeps its frames in the instance, and the guest
 * threads of one run share that.
 *
 * <p>Results are kept in a cache folder under a hash of the module, Chicory's version and this package. They appear
 * there whole or not at all, so that an interrupted or a parallel build does no harm.
 *
 * @since 0.1
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ModuleCompiler {

    /** The class that the service loader instantiates; the generator derives all other names from it. */
    private static final String MODULE_CLASS = "io.github.ffunit.ffmpeg.module.FFmpegModule";

    /** Internal name of the class that calls functions by number; those of all other generated classes begin so. */
    private static final String MACHINE = MODULE_CLASS.replace('.', '/') + "Machine";

    private static final String SERVICE_FILE = "META-INF/services/" + CompiledModule.class.getName();

    /** The names of the module's functions, one for each line, by number. */
    private static final String NAMES_FILE = "META-INF/ffunit/function-names.txt";

    /** Functions that HotSpot will not compile, one for each line, with their bytes of bytecode. */
    private static final String LARGE_FUNCTIONS_FILE = "META-INF/ffunit/large-functions.txt";

    /** More bytes of bytecode than that, and HotSpot interprets a method for ever. */
    private static final int HOTSPOT_LIMIT = 8_000;

    private static final String JAVA_RELEASE = "17";

    /** The classes that decide how a module is compiled. */
    static final List<String> COMPILER_CLASSES = List.of(
            "CallGraph",
            "ClassTuner",
            "ClassTuner$1",
            "ClassTuner$1$1",
            "DispatcherTuner",
            "DispatcherTuner$Dispatcher",
            "FunctionTuner",
            "FunctionTuner$Comparison",
            "HelperTuner",
            "MethodSizes",
            "ModuleCompiler");

    private final Path cache;

    /**
     * Creates a compiler.
     *
     * @param cache folder for results; made when missing, may be shared by any number of processes
     */
    public ModuleCompiler(Path cache) {
        this.cache = requireNonNull(cache, "cache");
    }

    /**
     * Compiles one module, as a step of a build.
     *
     * @param arguments the wasm file, the folder for the classes, the cache folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("ModuleCompiler got " + List.of(arguments)
                    + " but takes three arguments: the wasm file, the folder for the classes, the cache folder");
        }
        new ModuleCompiler(Path.of(arguments[2])).compile(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /**
     * Puts the classes of a module into a folder. What the folder holds besides stays; files that are already right
     * are not touched.
     *
     * @param wasm the module
     * @param classes folder for the classes; made when missing
     * @throws IOException if a file cannot be read or written, the module is not valid, or one of its functions is too
     *     big
     */
    public void compile(Path wasm, Path classes) throws IOException {
        requireNonNull(wasm, "wasm");
        requireNonNull(classes, "classes");
        Path result = cache.resolve(key(wasm));
        if (!Files.isDirectory(result)) {
            build(wasm, result);
        }
        copyChanged(result, classes);
    }

    private void build(Path wasm, Path result) throws IOException {
        Files.createDirectories(cache);
        // Chicory's generator takes ".." behind a symbolic link for the folder above the link
        Path work = Files.createTempDirectory(cache.toRealPath(), ".work");
        try {
            Path classes = Files.createDirectory(work.resolve("classes"));
            Path sources = Files.createDirectory(work.resolve("sources"));
            generate(wasm, classes, sources);
            ClassTuner.tune(classes, MACHINE);
            List<String> names = functionNames(wasm);
            writeLines(classes.resolve(NAMES_FILE), names);
            writeLines(classes.resolve(LARGE_FUNCTIONS_FILE), largeFunctions(classes, names));
            compileSources(sources, classes);
            Path service = classes.resolve(SERVICE_FILE);
            Files.createDirectories(service.getParent());
            Files.writeString(service, MODULE_CLASS + "\n");
            moveUnlessThere(classes, result);
        } finally {
            deleteTree(work);
        }
    }

    private static void generate(Path wasm, Path classes, Path sources) throws IOException {
        Generator generator = new Generator(Config.builder()
                .withName(MODULE_CLASS)
                .withWasmFile(wasm)
                .withTargetClassFolder(classes)
                .withTargetWasmFolder(classes)
                .withTargetSourceFolder(sources)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .build());
        try {
            generator.generateMetaWasm(generator.generateResources());
        } catch (ChicoryException e) {
            throw new IOException("[" + wasm + "] does not compile to JVM classes: " + e.getMessage(), e);
        }
        generator.generateSources();
    }

    /** What is left of the module has no names, and an engine wants them when the guest crashes. */
    private static List<String> functionNames(Path wasm) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(wasm))) {
            Parser.builder().includeSectionId(SectionId.CUSTOM).build().parse(in, section -> {
                if (section instanceof NameCustomSection nameSection) {
                    int left = nameSection.functionNameCount();
                    for (int function = 0; left > 0; function++) {
                        String name = nameSection.nameOfFunction(function);
                        names.add(name == null ? "" : name);
                        left -= name == null ? 0 : 1;
                    }
                }
            });
        }
        return names;
    }

    private static List<String> largeFunctions(Path classes, List<String> names) throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : filesIn(classes)) {
            if (file.toString().endsWith(".class")) {
                MethodSizes.of(Files.readAllBytes(file)).forEach((method, size) -> {
                    if (size > HOTSPOT_LIMIT) {
                        large.add(readableName(method, names) + " " + size);
                    }
                });
            }
        }
        large.sort(Comparator.naturalOrder());
        return large;
    }

    private static String readableName(String method, List<String> names) {
        String simple = method.substring(0, method.indexOf('('));
        int function = FunctionTuner.functionNumber(simple);
        return function >= 0 && function < names.size() ? names.get(function) : simple;
    }

    private static void writeLines(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static void compileSources(Path sources, Path classes) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac == null) {
            throw new IOException("ModuleCompiler runs on [" + System.getProperty("java.home")
                    + "], which has no Java compiler; run it on a JDK");
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                JAVA_RELEASE,
                "-proc:none",
                "-classpath",
                String.join(
                        System.getProperty("path.separator"),
                        classes.toString(),
                        System.getProperty("java.class.path"),
                        System.getProperty("jdk.module.path", "")), // Chicory is here or there
                "-d",
                classes.toString()));
        for (Path source : filesIn(sources)) {
            arguments.add(source.toString());
        }
        if (javac.run(InputStream.nullInputStream(), null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException(
                    "The generated sources in [" + sources + "] do not compile; javac's messages are above");
        }
    }

    /** Everything that decides the result. */
    private static String key(Path wasm) throws IOException {
        MessageDigest digest = sha256();
        digest.update(resource("/META-INF/maven/com.dylibso.chicory/compiler/pom.properties"));
        for (String name : COMPILER_CLASSES) {
            digest.update(resource(name + ".class"));
        }
        digest.update(Files.readAllBytes(wasm));
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ModuleCompiler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("Resource [" + name + "] is not on the class path of the module compiler");
            }
            return in.readAllBytes();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Leaves a result that another build has put there meanwhile: it is the same. */
    static void moveUnlessThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
        }
    }

    private static void copyChanged(Path from, Path to) throws IOException {
        for (Path file : filesIn(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (!Files.exists(target) || Files.mismatch(file, target) != -1) {
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(folder)) {
            entries = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.delete(entry);
        }
    }
}
