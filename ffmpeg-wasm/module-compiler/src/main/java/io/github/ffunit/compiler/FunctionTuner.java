package io.github.ffunit.compiler;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites the code of one compiled function so that HotSpot's compilers get less to do.
 *
 * <p>Chicory calls a helper for each wasm instruction. After inlining, that is as good as the instruction itself, but
 * until then each call costs, and so do thousands of inlined methods in the compilers. Three things are done:
 *
 * <ul>
 *   <li>A comparison whose result is only branched on becomes the branch itself. This also removes what
 *       JDK-8376400 needs: a comparison's result that HotSpot's C2 keeps as a value for its slow path.
 *   <li>A memory access without an offset calls a helper that adds none.
 *   <li>The check for an interrupt before a call is dropped, unless the call may lead back to the caller. Loops and
 *       calls through function pointers keep theirs, so that no code runs for ever without one.
 * </ul>
 */
final class FunctionTuner {

    private static final String OPCODES = "com/dylibso/chicory/runtime/OpcodeImpl";
    private static final String FUNCTION_PREFIX = "func_";
    private static final String CHECK = "checkInterruption";

    /** Comparisons by name of the helper. */
    private static final Map<String, Comparison> COMPARISONS = Map.ofEntries(
            Map.entry("I32_EQZ", new Comparison(Opcodes.NOP, Opcodes.IFEQ)),
            Map.entry("I32_EQ", new Comparison(Opcodes.NOP, Opcodes.IF_ICMPEQ)),
            Map.entry("I32_NE", new Comparison(Opcodes.NOP, Opcodes.IF_ICMPNE)),
            Map.entry("I32_LT_S", new Comparison(Opcodes.NOP, Opcodes.IF_ICMPLT)),
            Map.entry("I32_LE_S", new Comparison(Opcodes.NOP, Opcodes.IF_ICMPLE)),
            Map.entry("I32_GT_S", new Comparison(Opcodes.NOP, Opcodes.IF_ICMPGT)),
            Map.entry("I32_GE_S", new Comparison(Opcodes.NOP, Opcodes.IF_ICMPGE)),
            Map.entry("I32_LT_U", new Comparison(Opcodes.IADD, Opcodes.IF_ICMPLT)),
            Map.entry("I32_LE_U", new Comparison(Opcodes.IADD, Opcodes.IF_ICMPLE)),
            Map.entry("I32_GT_U", new Comparison(Opcodes.IADD, Opcodes.IF_ICMPGT)),
            Map.entry("i32_ge_u", new Comparison(Opcodes.IADD, Opcodes.IF_ICMPGE)),
            Map.entry("I64_EQ", new Comparison(Opcodes.LCMP, Opcodes.IFEQ)),
            Map.entry("I64_NE", new Comparison(Opcodes.LCMP, Opcodes.IFNE)),
            Map.entry("I64_LT_S", new Comparison(Opcodes.LCMP, Opcodes.IFLT)),
            Map.entry("I64_LE_S", new Comparison(Opcodes.LCMP, Opcodes.IFLE)),
            Map.entry("I64_GT_S", new Comparison(Opcodes.LCMP, Opcodes.IFGT)),
            Map.entry("I64_GE_S", new Comparison(Opcodes.LCMP, Opcodes.IFGE)),
            Map.entry("F32_EQ", new Comparison(Opcodes.FCMPL, Opcodes.IFEQ)),
            Map.entry("F32_NE", new Comparison(Opcodes.FCMPL, Opcodes.IFNE)),
            Map.entry("F32_LT", new Comparison(Opcodes.FCMPG, Opcodes.IFLT)),
            Map.entry("F32_LE", new Comparison(Opcodes.FCMPG, Opcodes.IFLE)),
            Map.entry("F32_GT", new Comparison(Opcodes.FCMPL, Opcodes.IFGT)),
            Map.entry("F32_GE", new Comparison(Opcodes.FCMPL, Opcodes.IFGE)),
            Map.entry("F64_EQ", new Comparison(Opcodes.DCMPL, Opcodes.IFEQ)),
            Map.entry("F64_NE", new Comparison(Opcodes.DCMPL, Opcodes.IFNE)),
            Map.entry("F64_LT", new Comparison(Opcodes.DCMPG, Opcodes.IFLT)),
            Map.entry("F64_LE", new Comparison(Opcodes.DCMPG, Opcodes.IFLE)),
            Map.entry("F64_GT", new Comparison(Opcodes.DCMPL, Opcodes.IFGT)),
            Map.entry("F64_GE", new Comparison(Opcodes.DCMPL, Opcodes.IFGE)));

    private final String helpers;
    private final CallGraph calls;

    /**
     * Creates a tuner for the functions of one module.
     *
     * @param helpers internal name of the class with Chicory's helpers
     * @param calls who calls whom
     */
    FunctionTuner(String helpers, CallGraph calls) {
        this.helpers = helpers;
        this.calls = calls;
    }

    /** The number in the name of a compiled function, or -1 if the method is something else. */
    static int functionNumber(String method) {
        return method.startsWith(FUNCTION_PREFIX) ? Integer.parseInt(method.substring(FUNCTION_PREFIX.length())) : -1;
    }

    void tune(MethodNode method) {
        int caller = functionNumber(method.name);
        InsnList code = method.instructions;
        for (AbstractInsnNode at = code.getFirst(); at != null; ) {
            AbstractInsnNode next = at.getNext();
            if (at instanceof MethodInsnNode call && call.getOpcode() == Opcodes.INVOKESTATIC) {
                next = tuneCall(caller, code, call);
            }
            at = next;
        }
    }

    /** Returns where to go on. */
    private @Nullable AbstractInsnNode tuneCall(int caller, InsnList code, MethodInsnNode call) {
        AbstractInsnNode next = call.getNext();
        if (call.owner.equals(helpers)) {
            if (call.name.equals(CHECK)) {
                dropNeedlessCheck(caller, code, call);
                return next;
            }
            if (HelperTuner.isAccess(call.name, call.desc)) {
                dropZeroOffset(code, call);
                return next;
            }
        }
        Comparison comparison = comparison(call);
        return comparison == null ? next : branchDirectly(code, call, comparison);
    }

    private @Nullable Comparison comparison(MethodInsnNode call) {
        return call.owner.equals(OPCODES) || call.owner.equals(helpers) ? COMPARISONS.get(call.name) : null;
    }

    // ---- comparisons

    private @Nullable AbstractInsnNode branchDirectly(InsnList code, MethodInsnNode call, Comparison comparison) {
        AbstractInsnNode user = call.getNext();
        boolean inverted = false;
        while (user instanceof MethodInsnNode not && isNot(not)) {
            inverted = !inverted;
            user = user.getNext();
        }
        if (!(user instanceof JumpInsnNode jump)
                || (jump.getOpcode() != Opcodes.IFNE && jump.getOpcode() != Opcodes.IFEQ)) {
            keepAsValue(call);
            return call.getNext();
        }
        if (jump.getOpcode() == Opcodes.IFEQ) {
            inverted = !inverted;
        }
        while (call.getNext() != jump) {
            code.remove(call.getNext());
        }
        int branch = inverted ? opposite(comparison.branch) : comparison.branch;
        if (comparison.prepare == Opcodes.IADD) {
            branch = flipSignBits(code, call, branch);
        } else if (comparison.prepare != Opcodes.NOP) {
            code.insertBefore(call, new InsnNode(comparison.prepare));
        }
        jump.setOpcode(branch);
        code.remove(call);
        return jump.getNext();
    }

    private static boolean isNot(MethodInsnNode call) {
        return call.owner.equals(OPCODES) && call.name.equals("I32_EQZ");
    }

    /** Unsigned comparisons of ours do not suffer from JDK-8376400; see {@link HelperTuner}. */
    private void keepAsValue(MethodInsnNode call) {
        if (call.name.startsWith("I32_") && call.name.endsWith("_U")) {
            call.owner = helpers;
            call.name = call.name.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Unsigned comparisons are signed ones of what has its sign bit flipped. Returns the branch to take: operands may
     * have changed places.
     */
    private static int flipSignBits(InsnList code, MethodInsnNode before, int branch) {
        AbstractInsnNode last = before.getPrevious();
        Integer constant = last == null ? null : constant(last);
        code.insertBefore(before, new LdcInsnNode(Integer.MIN_VALUE));
        code.insertBefore(before, new InsnNode(Opcodes.IADD));
        if (last != null && constant != null) {
            code.remove(last);
            code.insertBefore(before, new LdcInsnNode(constant + Integer.MIN_VALUE));
            return branch;
        }
        code.insertBefore(before, new InsnNode(Opcodes.SWAP));
        code.insertBefore(before, new LdcInsnNode(Integer.MIN_VALUE));
        code.insertBefore(before, new InsnNode(Opcodes.IADD));
        return switch (branch) {
            case Opcodes.IF_ICMPLT -> Opcodes.IF_ICMPGT;
            case Opcodes.IF_ICMPGT -> Opcodes.IF_ICMPLT;
            case Opcodes.IF_ICMPLE -> Opcodes.IF_ICMPGE;
            case Opcodes.IF_ICMPGE -> Opcodes.IF_ICMPLE;
            default -> throw new IllegalArgumentException("branch " + branch);
        };
    }

    /** The bytecodes of opposite conditions are neighbours. */
    private static int opposite(int branch) {
        return ((branch + 1) ^ 1) - 1;
    }

    private static @Nullable Integer constant(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
            return opcode - Opcodes.ICONST_0;
        }
        if (opcode == Opcodes.BIPUSH || opcode == Opcodes.SIPUSH) {
            return ((IntInsnNode) instruction).operand;
        }
        return instruction instanceof LdcInsnNode ldc && ldc.cst instanceof Integer value ? value : null;
    }

    // ---- memory

    /** {@code (…, offset 0, memory)} becomes {@code (…, memory)}. */
    private static void dropZeroOffset(InsnList code, MethodInsnNode call) {
        AbstractInsnNode memory = call.getPrevious();
        AbstractInsnNode offset = memory == null ? null : memory.getPrevious();
        if (offset != null && memory.getOpcode() == Opcodes.ALOAD && offset.getOpcode() == Opcodes.ICONST_0) {
            code.remove(offset);
            call.desc = HelperTuner.withoutOffset(call.desc);
        }
    }

    // ---- interrupts

    private void dropNeedlessCheck(int caller, InsnList code, MethodInsnNode check) {
        AbstractInsnNode user = check.getNext();
        while (user != null && user.getOpcode() == Opcodes.ALOAD) {
            user = user.getNext();
        }
        if (user instanceof MethodInsnNode call) {
            int callee = functionNumber(call.name);
            if (callee >= 0 && !calls.mayLeadBack(caller, callee)) {
                code.remove(check);
            }
        }
    }

    /**
     * How to branch on a comparison.
     *
     * @param prepare what goes before the branch: an instruction that compares, {@code IADD} for flipping the sign bits
     *     of both operands, or {@code NOP}
     * @param branch taken where the comparison holds; also right for NaN
     */
    private record Comparison(int prepare, int branch) {}
}
