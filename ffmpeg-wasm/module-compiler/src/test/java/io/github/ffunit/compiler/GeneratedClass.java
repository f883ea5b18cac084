package io.github.ffunit.compiler;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A class of static methods, made by a test. */
final class GeneratedClass {

    /** Internal name of every generated class. */
    static final String NAME = "io/github/ffunit/compiler/Generated";

    private final Class<?> loaded;

    private GeneratedClass(Class<?> loaded) {
        this.loaded = loaded;
    }

    static ClassNode node(MethodNode... methods) {
        ClassNode node = new ClassNode();
        node.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, NAME, null, "java/lang/Object", null);
        node.methods.addAll(Arrays.asList(methods));
        return node;
    }

    static MethodNode method(String name, String descriptor) {
        return new MethodNode(Opcodes.ASM9, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
    }

    /** Verifies and loads a class; any number of the same name may be. */
    static GeneratedClass load(ClassNode node) throws IllegalAccessException {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return new GeneratedClass(MethodHandles.lookup()
                .defineHiddenClass(writer.toByteArray(), true)
                .lookupClass());
    }

    Object call(String name, Object... arguments) throws ReflectiveOperationException {
        for (Method method : loaded.getMethods()) {
            if (method.getName().equals(name)) {
                try {
                    return method.invoke(null, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof RuntimeException cause) {
                        throw cause;
                    }
                    throw e;
                }
            }
        }
        throw new NoSuchMethodException(name);
    }
}
