package io.github.ffunit.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Changes Chicory's helper methods, which its generator copies beside the functions.
 *
 * <ul>
 *   <li>Unsigned comparisons whose result is kept as a value. HotSpot's C2 up to JDK 17 can lose such a value: it folds
 *       neighbouring int comparisons into one, and its slow path goes on with the result of the wrong one
 *       (JDK-8376400). There Chicory calls {@code i32.ge_u} in a way that is never inlined. Ours compare as long, which
 *       C2 does not fold with their neighbours, so they may be inlined.
 *   <li>{@code memory.copy}, for which Chicory does the same on JDK 17, though it compares nothing: it becomes a plain
 *       call.
 *   <li>Memory accesses add their offset themselves, without a call, and there is one of each without an offset.
 * </ul>
 */
final class HelperTuner {

    private static final String MEMORY = "com/dylibso/chicory/runtime/Memory";
    private static final String COPY_DESCRIPTOR = "(IIIL" + MEMORY + ";)V";
    private static final String COMPARISON_DESCRIPTOR = "(II)I";
    private static final long UNSIGNED = 0xffffffffL;

    private HelperTuner() {}

    /** Changes the one class that has the helpers; fails if it is another than expected. */
    static void tune(ClassNode helpers) {
        List<MethodNode> result = new ArrayList<>();
        boolean foundComparison = false;
        boolean foundCopy = false;
        for (MethodNode method : helpers.methods) {
            if (method.name.equals("i32_ge_u") && method.desc.equals(COMPARISON_DESCRIPTOR)) {
                foundComparison = true;
            } else if (method.name.equals("memoryCopy") && method.desc.equals(COPY_DESCRIPTOR)) {
                foundCopy = true;
                result.add(copy(method));
            } else if (isAccess(method.name, method.desc)) {
                result.add(access(method, true));
                result.add(access(method, false));
            } else {
                result.add(method);
            }
        }
        if (!foundComparison || !foundCopy) {
            throw new IllegalArgumentException("[" + helpers.name + "] has no method "
                    + (foundComparison ? "[memoryCopy" + COPY_DESCRIPTOR : "[i32_ge_u" + COMPARISON_DESCRIPTOR)
                    + "]: this Chicory compiles it in another way; see whether HelperTuner is still needed");
        }
        result.add(comparison("i32_lt_u", Opcodes.IFLT));
        result.add(comparison("i32_le_u", Opcodes.IFLE));
        result.add(comparison("i32_gt_u", Opcodes.IFGT));
        result.add(comparison("i32_ge_u", Opcodes.IFGE));
        helpers.methods = result;
    }

    /** Whether a helper reads or writes one value of the memory. */
    static boolean isAccess(String name, String descriptor) {
        return (name.startsWith("memoryRead") || name.startsWith("memoryWrite"))
                && descriptor.contains("IL" + MEMORY + ";)");
    }

    /** The descriptor of a memory access that adds no offset; the offset is the int before the memory. */
    static String withoutOffset(String descriptor) {
        return descriptor.replace("IL" + MEMORY, "L" + MEMORY);
    }

    private static MethodNode comparison(String name, int branch) {
        MethodNode method = new MethodNode(
                Opcodes.ASM9, Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, COMPARISON_DESCRIPTOR, null, null);
        Label holds = new Label();
        for (int operand = 0; operand < 2; operand++) {
            method.visitVarInsn(Opcodes.ILOAD, operand);
            method.visitInsn(Opcodes.I2L);
            method.visitLdcInsn(UNSIGNED);
            method.visitInsn(Opcodes.LAND);
        }
        method.visitInsn(Opcodes.LCMP);
        method.visitJumpInsn(branch, holds);
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
        method.visitLabel(holds);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        return method;
    }

    private static MethodNode copy(MethodNode old) {
        MethodNode method = new MethodNode(Opcodes.ASM9, old.access, old.name, old.desc, null, null);
        method.visitVarInsn(Opcodes.ALOAD, 3);
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitVarInsn(Opcodes.ILOAD, 1);
        method.visitVarInsn(Opcodes.ILOAD, 2);
        method.visitMethodInsn(Opcodes.INVOKEINTERFACE, MEMORY, "copy", "(III)V", true);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 0);
        return method;
    }

    /** A negative base is beyond the memory, whatever the offset: the memory sees that if nothing is added. */
    private static MethodNode access(MethodNode old, boolean withOffset) {
        String descriptor = withOffset ? old.desc : withoutOffset(old.desc);
        MethodNode method = new MethodNode(Opcodes.ASM9, old.access, old.name, descriptor, null, null);
        Type[] parameters = Type.getArgumentTypes(old.desc);
        Type value = parameters.length == 4 ? parameters[1] : Type.VOID_TYPE;
        int offset = 1 + value.getSize();
        if (withOffset) {
            Label sum = new Label();
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitJumpInsn(Opcodes.IFLT, sum);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitVarInsn(Opcodes.ILOAD, offset);
            method.visitInsn(Opcodes.IADD);
            method.visitVarInsn(Opcodes.ISTORE, 0);
            method.visitLabel(sum);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        method.visitVarInsn(Opcodes.ALOAD, withOffset ? offset + 1 : offset);
        method.visitVarInsn(Opcodes.ILOAD, 0);
        if (value.getSize() > 0) {
            method.visitVarInsn(value.getOpcode(Opcodes.ILOAD), 1);
        }
        MethodInsnNode call = memoryCall(old);
        method.visitMethodInsn(call.getOpcode(), call.owner, call.name, call.desc, true);
        method.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
        method.visitMaxs(0, 0);
        return method;
    }

    /** The one call that a helper makes to the memory. */
    private static MethodInsnNode memoryCall(MethodNode helper) {
        for (AbstractInsnNode at : helper.instructions) {
            if (at instanceof MethodInsnNode call && call.owner.equals(MEMORY)) {
                return call;
            }
        }
        throw new IllegalArgumentException("[" + helper.name + helper.desc + "] does not use the memory");
    }
}
