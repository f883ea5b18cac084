package io.github.ffunit.compiler;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites the classes that Chicory makes of a module, so that HotSpot gets them fast sooner; what they compute stays
 * the same.
 *
 * <p>{@link FunctionTuner} does so for functions, {@link HelperTuner} for the helpers they call, and {@link
 * DispatcherTuner} for calls through function pointers. Besides, functions move from a few huge classes into many small
 * ones: a class is loaded and verified as a whole, and a run uses few of a module's functions. What Chicory needs to
 * call each function from Java moves into classes of its own, which are hardly ever loaded.
 */
final class ClassTuner {

    private static final int FUNCTIONS_IN_CLASS = 128;

    /** Chicory's classes of functions, and ours. */
    private static final String FUNCTIONS = "FuncGroup_";

    private static final String CALLS = "CallGroup_";
    private static final String CALL_PREFIX = "call_";
    private static final String HELPERS = "Shaded";

    private final String machine;
    private final Path folder;
    private final Map<String, ClassWriter> groups = new TreeMap<>();

    private ClassTuner(Path classes, String machine) {
        this.machine = machine;
        this.folder = requireNonNull(classes.resolve(machine).getParent());
    }

    /**
     * Rewrites the classes of one module.
     *
     * @param classes folder of all classes
     * @param machine internal name of the class that the names of all others begin with
     */
    static void tune(Path classes, String machine) throws IOException {
        new ClassTuner(classes, machine).tune();
    }

    private void tune() throws IOException {
        List<Path> files = files();
        FunctionTuner functions = new FunctionTuner(machine + HELPERS, calls(files));
        DispatcherTuner dispatchers = new DispatcherTuner(machine + HELPERS);
        for (Path file : files) {
            if (isFunctions(file)) {
                regroup(file, functions);
            } else {
                rewrite(file, dispatchers);
            }
        }
        for (Map.Entry<String, ClassWriter> group : groups.entrySet()) {
            Path file = folder.resolve(simpleName(group.getKey()) + ".class");
            Files.write(file, group.getValue().toByteArray());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).startsWith(simpleName(machine))
                            && name(file).endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    private boolean isFunctions(Path file) {
        return name(file).startsWith(simpleName(machine) + FUNCTIONS);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String simpleName(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }

    // ---- functions

    private CallGraph calls(List<Path> files) throws IOException {
        CallGraph calls = new CallGraph();
        for (Path file : files) {
            if (isFunctions(file)) {
                read(file, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES, method -> addCalls(method, calls));
            }
        }
        return calls;
    }

    private static void addCalls(MethodNode method, CallGraph calls) {
        int caller = FunctionTuner.functionNumber(method.name);
        if (caller < 0) {
            return;
        }
        for (AbstractInsnNode at : method.instructions) {
            if (at instanceof MethodInsnNode call) {
                int callee = FunctionTuner.functionNumber(call.name);
                if (callee >= 0) {
                    calls.add(caller, callee);
                }
            }
        }
    }

    private void regroup(Path file, FunctionTuner functions) throws IOException {
        read(file, 0, method -> {
            redirect(method);
            functions.tune(method);
            method.accept(groups.computeIfAbsent(group(method.name), ClassTuner::newClass));
        });
        Files.delete(file);
    }

    private String group(String method) {
        int function = FunctionTuner.functionNumber(method);
        return function >= 0
                ? machine + FUNCTIONS + function / FUNCTIONS_IN_CLASS
                : machine + CALLS + Integer.parseInt(method.substring(CALL_PREFIX.length())) / FUNCTIONS_IN_CLASS;
    }

    private static ClassWriter newClass(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V11, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
        return writer;
    }

    /** Lets calls of functions find the classes where these will be. */
    private void redirect(MethodNode method) {
        for (AbstractInsnNode at : method.instructions) {
            if (at instanceof MethodInsnNode call && call.owner.startsWith(machine + FUNCTIONS)) {
                call.owner = group(call.name);
            }
        }
    }

    private static void read(Path file, int options, Consumer<MethodNode> consumer) throws IOException {
        ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
                    @Override
                    public void visitEnd() {
                        consumer.accept(this);
                    }
                };
            }
        };
        new ClassReader(Files.readAllBytes(file)).accept(visitor, options);
    }

    // ---- everything else

    private void rewrite(Path file, DispatcherTuner dispatchers) throws IOException {
        ClassNode node = new ClassNode();
        new ClassReader(Files.readAllBytes(file)).accept(node, 0);
        if (node.name.equals(machine + HELPERS)) {
            HelperTuner.tune(node);
        } else {
            node.methods.forEach(this::redirect);
            dispatchers.tune(node);
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        Files.write(file, writer.toByteArray());
    }
}
