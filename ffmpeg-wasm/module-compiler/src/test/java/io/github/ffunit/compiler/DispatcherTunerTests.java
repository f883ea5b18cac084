package io.github.ffunit.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class DispatcherTunerTests {

    private static final String DESCRIPTOR = "(JI)J";

    @ParameterizedTest
    @ValueSource(ints = {1, 128, 129, 1_000})
    void dispatcher_ofAnySize_callsTheSameFunctions(int functions) throws Exception {
        ClassNode node = dispatcher(functions);
        new DispatcherTuner(GeneratedClass.NAME).tune(node);

        GeneratedClass tuned = GeneratedClass.load(node);

        for (int i = 0; i < functions; i++) {
            assertThat(tuned.call("apply", 1L << 40, number(i))).isEqualTo((1L << 40) + i);
        }
        for (int other : new int[] {Integer.MIN_VALUE, -1, 0, number(functions), number(functions / 2) + 1}) {
            assertThatThrownBy(() -> tuned.call("apply", 0L, other))
                    .as("function %d", other)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("unknown");
        }
    }

    @Test
    void dispatcher_ofManyFunctions_hasOnlyMethodsThatHotSpotCompiles() throws Exception {
        ClassNode node = dispatcher(4_000);
        assertThat(largest(node)).isGreaterThan(8_000);

        new DispatcherTuner(GeneratedClass.NAME).tune(node);

        assertThat(largest(node)).isLessThan(8_000);
    }

    private static int largest(ClassNode node) throws Exception {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return MethodSizes.of(writer.toByteArray()).entrySet().stream()
                .filter(method -> !method.getKey().startsWith("func_"))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As Chicory makes it, with functions that add their index to the argument. */
    private static ClassNode dispatcher(int functions) {
        List<MethodNode> methods = new ArrayList<>();
        MethodNode apply = GeneratedClass.method("apply", DESCRIPTOR);
        Label unknown = new Label();
        int[] keys = new int[functions];
        Label[] labels = new Label[functions];
        for (int i = 0; i < functions; i++) {
            keys[i] = number(i);
            labels[i] = new Label();
        }
        Object[] arguments = {Opcodes.LONG};
        apply.visitVarInsn(Opcodes.LLOAD, 0);
        apply.visitVarInsn(Opcodes.ILOAD, 2);
        apply.visitLookupSwitchInsn(unknown, keys, labels);
        for (int i = 0; i < functions; i++) {
            apply.visitLabel(labels[i]);
            apply.visitFrame(Opcodes.F_SAME1, 0, null, 1, arguments);
            apply.visitMethodInsn(Opcodes.INVOKESTATIC, GeneratedClass.NAME, "func_" + keys[i], "(J)J", false);
            apply.visitInsn(Opcodes.LRETURN);
            methods.add(function(keys[i], i));
        }
        apply.visitLabel(unknown);
        apply.visitFrame(Opcodes.F_SAME1, 0, null, 1, arguments);
        apply.visitVarInsn(Opcodes.ILOAD, 2);
        apply.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                GeneratedClass.NAME,
                "throwUnknownFunction",
                "(I)Ljava/lang/RuntimeException;",
                false);
        apply.visitInsn(Opcodes.ATHROW);
        apply.visitMaxs(0, 0);
        methods.add(apply);
        methods.add(throwUnknown());
        return GeneratedClass.node(methods.toArray(MethodNode[]::new));
    }

    private static int number(int index) {
        return 7 + 3 * index;
    }

    private static MethodNode function(int number, int index) {
        MethodNode function = GeneratedClass.method("func_" + number, "(J)J");
        function.visitVarInsn(Opcodes.LLOAD, 0);
        function.visitLdcInsn((long) index);
        function.visitInsn(Opcodes.LADD);
        function.visitInsn(Opcodes.LRETURN);
        function.visitMaxs(0, 0);
        return function;
    }

    private static MethodNode throwUnknown() {
        MethodNode method = GeneratedClass.method("throwUnknownFunction", "(I)Ljava/lang/RuntimeException;");
        method.visitTypeInsn(Opcodes.NEW, "java/lang/IllegalStateException");
        method.visitInsn(Opcodes.DUP);
        method.visitLdcInsn("unknown");
        method.visitMethodInsn(
                Opcodes.INVOKESPECIAL, "java/lang/IllegalStateException", "<init>", "(Ljava/lang/String;)V", false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        return method;
    }
}
