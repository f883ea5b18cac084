package io.github.ffunit.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.OpcodeImpl;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class FunctionTunerTests {

    private static final String OPCODES = Type.getInternalName(OpcodeImpl.class);
    private static final String MEMORY_READ = "(IILcom/dylibso/chicory/runtime/Memory;)I";
    private static final String HELPERS = "Helpers";

    private static final Object[] INTS = {0, 1, 2, 15, 16, Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1};
    private static final Object[] LONGS = {0L, 1L, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1L};
    private static final Object[] FLOATS = {
        0f, -0f, 1f, -1f, Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
    };
    private static final Object[] DOUBLES = {
        0d, -0d, 1d, -1d, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };

    private final CallGraph calls = new CallGraph();
    private final FunctionTuner tuner = new FunctionTuner(HELPERS, calls);

    static Stream<Method> comparisons() {
        return Arrays.stream(OpcodeImpl.class.getMethods())
                .filter(method -> method.getName().matches("[IF](32|64)_(EQZ|EQ|NE|(LT|LE|GT|GE)(_[SU])?)"));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void comparison_thatIsBranchedOn_branchesTheSameWay(Method comparison) throws ReflectiveOperationException {
        for (int jump : new int[] {Opcodes.IFNE, Opcodes.IFEQ}) {
            for (int negations = 0; negations <= 2; negations++) {
                MethodNode method = branch(comparison, jump, negations, null);
                tuner.tune(method);
                GeneratedClass tuned = GeneratedClass.load(GeneratedClass.node(method));
                for (Object[] operands : operands(comparison)) {
                    boolean holds = ((int) comparison.invoke(null, operands) == 1) != (negations == 1);
                    boolean branches = holds == (jump == Opcodes.IFNE);
                    assertThat(tuned.call("branch", operands))
                            .as("%s%s, negated %d times, jump %d", comparison, List.of(operands), negations, jump)
                            .isEqualTo(branches ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"I32_LT_U", "I32_LE_U", "I32_GT_U", "I32_GE_U", "I32_LT_S", "I32_EQ"})
    void comparison_withConstant_branchesTheSameWay(String name) throws ReflectiveOperationException {
        Method comparison = OpcodeImpl.class.getMethod(name, int.class, int.class);
        for (Object constant : INTS) {
            MethodNode method = branch(comparison, Opcodes.IFNE, 0, (Integer) constant);
            tuner.tune(method);
            GeneratedClass tuned = GeneratedClass.load(GeneratedClass.node(method));
            for (Object operand : INTS) {
                assertThat(tuned.call("branch", operand))
                        .as("%s(%s, %s)", name, operand, constant)
                        .isEqualTo(comparison.invoke(null, operand, constant));
            }
        }
    }

    @Test
    void comparisons_ofIntsThatAreBranchedOn_callNothing() {
        List<Method> ofInts = comparisons()
                .filter(method -> method.getName().startsWith("I32"))
                .toList();
        assertThat(ofInts).hasSize(11);
        for (Method comparison : ofInts) {
            MethodNode method = branch(comparison, Opcodes.IFNE, 1, null);
            tuner.tune(method);
            assertThat(called(method)).as(comparison.getName()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"I32_LT_U", "I32_LE_U", "I32_GT_U"})
    void unsignedComparison_keptAsValue_isOneOfOurs(String name) {
        MethodNode method = GeneratedClass.method("func_1", "(II)I");
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitVarInsn(Opcodes.ILOAD, 1);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, OPCODES, name, "(II)I", false);
        method.visitInsn(Opcodes.IRETURN);

        tuner.tune(method);

        assertThat(called(method)).containsExactly(HELPERS + "." + name.toLowerCase(Locale.ROOT) + "(II)I");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void memoryAccess_withOffset_losesItOnlyIfZero(int offset) {
        MethodNode method = GeneratedClass.method("func_1", "(ILcom/dylibso/chicory/runtime/Memory;)I");
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitInsn(Opcodes.ICONST_0 + offset);
        method.visitVarInsn(Opcodes.ALOAD, 1);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, HELPERS, "memoryReadInt", MEMORY_READ, false);
        method.visitInsn(Opcodes.IRETURN);

        tuner.tune(method);

        assertThat(called(method))
                .containsExactly(
                        HELPERS + ".memoryReadInt" + (offset == 0 ? MEMORY_READ.replace("(II", "(I") : MEMORY_READ));
        assertThat(method.instructions.size()).isEqualTo(offset == 0 ? 4 : 5);
    }

    @Test
    void interruptCheck_beforeCall_staysOnlyIfTheCallMayLeadBack() {
        calls.add(1, 2);
        calls.add(2, 1);
        calls.add(1, 3);
        MethodNode method = GeneratedClass.method("func_1", "()V");
        for (String callee : List.of("func_2", "func_3", "call_indirect_4")) {
            method.visitMethodInsn(Opcodes.INVOKESTATIC, HELPERS, "checkInterruption", "()V", false);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, "Other", callee, "()V", false);
        }
        method.visitInsn(Opcodes.RETURN);

        tuner.tune(method);

        assertThat(called(method))
                .containsExactly(
                        HELPERS + ".checkInterruption()V",
                        "Other.func_2()V",
                        "Other.func_3()V",
                        HELPERS + ".checkInterruption()V",
                        "Other.call_indirect_4()V");
    }

    @Test
    void interruptCheck_inLoop_stays() {
        MethodNode method = GeneratedClass.method("func_1", "()V");
        Label top = new Label();
        method.visitLabel(top);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, HELPERS, "checkInterruption", "()V", false);
        method.visitJumpInsn(Opcodes.GOTO, top);

        tuner.tune(method);

        assertThat(called(method)).containsExactly(HELPERS + ".checkInterruption()V");
    }

    /** A method that returns 1 if it takes the jump behind a comparison of its parameters. */
    private static MethodNode branch(Method comparison, int jump, int negations, @Nullable Integer constant) {
        Type[] operands = Type.getArgumentTypes(comparison);
        MethodNode method =
                GeneratedClass.method("branch", constant == null ? Type.getMethodDescriptor(comparison) : "(I)I");
        int variable = 0;
        for (Type operand : operands) {
            if (variable > 0 && constant != null) {
                method.visitLdcInsn(constant);
            } else {
                method.visitVarInsn(operand.getOpcode(Opcodes.ILOAD), variable);
            }
            variable += operand.getSize();
        }
        String name = comparison.getName();
        boolean helper = name.equals("I32_GE_U");
        method.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                helper ? HELPERS : OPCODES,
                helper ? "i32_ge_u" : name,
                Type.getMethodDescriptor(comparison),
                false);
        for (int i = 0; i < negations; i++) {
            method.visitMethodInsn(Opcodes.INVOKESTATIC, OPCODES, "I32_EQZ", "(I)I", false);
        }
        Label taken = new Label();
        method.visitJumpInsn(jump, taken);
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
        method.visitLabel(taken);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(0, 0);
        return method;
    }

    private static List<Object[]> operands(Method comparison) {
        Object[] values =
                switch (comparison.getName().substring(0, 3)) {
                    case "I32" -> INTS;
                    case "I64" -> LONGS;
                    case "F32" -> FLOATS;
                    default -> DOUBLES;
                };
        List<Object[]> result = new ArrayList<>();
        for (Object first : values) {
            if (comparison.getParameterCount() == 1) {
                result.add(new Object[] {first});
                continue;
            }
            for (Object second : values) {
                result.add(new Object[] {first, second});
            }
        }
        return result;
    }

    private static List<String> called(MethodNode method) {
        List<String> result = new ArrayList<>();
        for (AbstractInsnNode at : method.instructions) {
            if (at instanceof MethodInsnNode call) {
                result.add(call.owner + "." + call.name + call.desc);
            }
        }
        return result;
    }
}
