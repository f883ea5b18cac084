package io.github.ffunit.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces the comparison {@code i32.ge_u} in compiled classes.
 *
 * <p>HotSpot's C2 up to JDK 17 at least miscompiles {@code Integer.compareUnsigned} now and then: it folds neighbouring
 * int comparisons into one and loses the state for the slow path (Chicory issue 843, JDK-8376400). There Chicory calls
 * the comparison in a way that is never inlined, which doubles the time of a transcode. Comparing as long, as in
 * {@code (a & 0xffffffffL) >= (b & 0xffffffffL)}, needs neither: C2 folds comparisons of int only.
 */
final class UnsignedComparison {

    private static final String NAME = "i32_ge_u";
    private static final String DESCRIPTOR = "(II)I";
    private static final long UNSIGNED = 0xffffffffL;

    private UnsignedComparison() {}

    /** Rewrites the one class file that has the comparison. */
    static void replaceIn(Path classFile) throws IOException {
        ClassReader reader = new ClassReader(Files.readAllBytes(classFile));
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Replacer replacer = new Replacer(writer);
        reader.accept(replacer, 0);
        if (!replacer.found) {
            throw new IOException(
                    "[" + classFile + "] has no method [" + NAME + DESCRIPTOR
                            + "]: this Chicory compiles i32.ge_u in another way; see whether UnsignedComparison is still needed");
        }
        Files.write(classFile, writer.toByteArray());
    }

    private static final class Replacer extends ClassVisitor {
        private boolean found;

        Replacer(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(NAME) || !descriptor.equals(DESCRIPTOR)) {
                return method;
            }
            found = true;
            writeComparison(method);
            return null; // drops the old code
        }

        private static void writeComparison(MethodVisitor method) {
            Label less = new Label();
            method.visitCode();
            loadUnsigned(method, 0);
            loadUnsigned(method, 1);
            method.visitInsn(Opcodes.LCMP);
            method.visitJumpInsn(Opcodes.IFLT, less);
            method.visitInsn(Opcodes.ICONST_1);
            method.visitInsn(Opcodes.IRETURN);
            method.visitLabel(less);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitInsn(Opcodes.ICONST_0);
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }

        private static void loadUnsigned(MethodVisitor method, int parameter) {
            method.visitVarInsn(Opcodes.ILOAD, parameter);
            method.visitInsn(Opcodes.I2L);
            method.visitLdcInsn(UNSIGNED);
            method.visitInsn(Opcodes.LAND);
        }
    }
}
