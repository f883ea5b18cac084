package io.github.ffunit.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Splits the methods with which Chicory's classes call through function pointers.
 *
 * <p>Each has one switch over the functions of a type: it loads the arguments and then the function's number, and has a
 * call for each function. One with hundreds of functions would be interpreted for ever. It becomes a choice of a range
 * of numbers, each of which is a method with a switch of its own.
 */
final class DispatcherTuner {

    /** Of these a method has about 4,000 bytes; the code of a case loads its arguments again. */
    private static final int MAX_CASES = 128;

    private static final String UNKNOWN = "throwUnknownFunction";
    private static final String MISMATCH = "throwIndirectCallTypeMismatch";

    private final String helpers;

    /**
     * Creates a tuner for the dispatchers of one module.
     *
     * @param helpers internal name of the class with Chicory's helpers
     */
    DispatcherTuner(String helpers) {
        this.helpers = helpers;
    }

    void tune(ClassNode dispatchers) {
        List<MethodNode> added = new ArrayList<>();
        for (MethodNode method : dispatchers.methods) {
            LookupSwitchInsnNode at = largeSwitch(method);
            if (at != null) {
                added.addAll(split(dispatchers.name, method, at));
            }
        }
        dispatchers.methods.addAll(added);
    }

    private static @Nullable LookupSwitchInsnNode largeSwitch(MethodNode method) {
        for (AbstractInsnNode at : method.instructions) {
            if (at instanceof LookupSwitchInsnNode lookup && lookup.keys.size() > MAX_CASES) {
                return lookup;
            }
        }
        return null;
    }

    /** Puts a call in the place of the switch and returns the methods that do its work. */
    private List<MethodNode> split(String owner, MethodNode method, LookupSwitchInsnNode lookup) {
        SortedMap<Integer, MethodInsnNode> targets = targets(lookup);
        MethodInsnNode miss = miss(lookup);
        Type function = Type.getMethodType(targets.values().iterator().next().desc);
        List<Type> arguments = List.of(function.getArgumentTypes());
        List<Type> withNumber = new ArrayList<>(arguments);
        withNumber.add(Type.INT_TYPE);
        Dispatcher dispatcher = new Dispatcher(
                owner,
                method.name.equals("apply") ? "range" : method.name.replace("call_", "range_"),
                Type.getMethodDescriptor(function.getReturnType(), withNumber.toArray(Type[]::new)),
                arguments,
                function.getReturnType(),
                miss);

        AbstractInsnNode last = endOfMiss(lookup);
        MethodInsnNode call =
                new MethodInsnNode(Opcodes.INVOKESTATIC, owner, dispatcher.name, dispatcher.descriptor, false);
        method.instructions.insertBefore(lookup, call);
        method.instructions.insertBefore(
                lookup, new InsnNode(function.getReturnType().getOpcode(Opcodes.IRETURN)));
        while (call.getNext().getNext() != last) {
            method.instructions.remove(call.getNext().getNext());
        }
        method.instructions.remove(last);
        return dispatcher.methods(targets);
    }

    private static SortedMap<Integer, MethodInsnNode> targets(LookupSwitchInsnNode lookup) {
        SortedMap<Integer, MethodInsnNode> result = new TreeMap<>();
        for (int i = 0; i < lookup.keys.size(); i++) {
            if (!(firstInstruction(lookup.labels.get(i)) instanceof MethodInsnNode target)) {
                throw new IllegalArgumentException("function " + lookup.keys.get(i) + " has no call in its dispatcher");
            }
            result.put(lookup.keys.get(i), target);
        }
        return result;
    }

    /** The call that makes the exception for a number without a function. */
    private MethodInsnNode miss(LookupSwitchInsnNode lookup) {
        for (AbstractInsnNode at = lookup.dflt; at != null; at = at.getNext()) {
            if (at instanceof MethodInsnNode call
                    && call.owner.equals(helpers)
                    && (call.name.equals(UNKNOWN) || call.name.equals(MISMATCH))) {
                return call;
            }
        }
        throw new IllegalArgumentException("a dispatcher has no end for other functions");
    }

    private AbstractInsnNode endOfMiss(LookupSwitchInsnNode lookup) {
        AbstractInsnNode at = miss(lookup);
        while (at.getOpcode() != Opcodes.ATHROW) {
            at = at.getNext();
        }
        return at;
    }

    private static @Nullable AbstractInsnNode firstInstruction(AbstractInsnNode label) {
        AbstractInsnNode at = label;
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }

    /** What the new methods have in common; the number of the function is their last parameter. */
    private record Dispatcher(
            String owner, String name, String descriptor, List<Type> arguments, Type result, MethodInsnNode miss) {

        private static final int ACCESS = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

        List<MethodNode> methods(SortedMap<Integer, MethodInsnNode> targets) {
            List<MethodNode> ranges = new ArrayList<>();
            NavigableMap<Integer, String> names = new TreeMap<>();
            SortedMap<Integer, MethodInsnNode> rest = targets;
            while (!rest.isEmpty()) {
                Integer end = rest.keySet().stream().skip(MAX_CASES).findFirst().orElse(null);
                String rangeName = name + "_from_" + rest.firstKey();
                names.put(rest.firstKey(), rangeName);
                ranges.add(range(rangeName, end == null ? rest : rest.headMap(end)));
                rest = end == null ? new TreeMap<>() : rest.tailMap(end);
            }
            List<MethodNode> result = new ArrayList<>(ranges);
            result.add(root(names));
            return result;
        }

        /** Tries the ranges from the last to the first. */
        private MethodNode root(NavigableMap<Integer, String> ranges) {
            MethodNode method = new MethodNode(Opcodes.ASM9, ACCESS, name, descriptor, null, null);
            for (Map.Entry<Integer, String> range : ranges.descendingMap().entrySet()) {
                Label next = new Label();
                boolean first = range.getKey().equals(ranges.firstKey());
                if (!first) {
                    method.visitVarInsn(Opcodes.ILOAD, number());
                    method.visitLdcInsn(range.getKey());
                    method.visitJumpInsn(Opcodes.IF_ICMPLT, next);
                }
                loadArguments(method);
                method.visitVarInsn(Opcodes.ILOAD, number());
                method.visitMethodInsn(Opcodes.INVOKESTATIC, owner, range.getValue(), descriptor, false);
                method.visitInsn(result.getOpcode(Opcodes.IRETURN));
                if (!first) {
                    method.visitLabel(next);
                    method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                }
            }
            method.visitMaxs(0, 0);
            return method;
        }

        private MethodNode range(String rangeName, SortedMap<Integer, MethodInsnNode> targets) {
            MethodNode method = new MethodNode(Opcodes.ASM9, ACCESS, rangeName, descriptor, null, null);
            Label missing = new Label();
            Label[] labels = targets.keySet().stream().map(key -> new Label()).toArray(Label[]::new);
            method.visitVarInsn(Opcodes.ILOAD, number());
            method.visitLookupSwitchInsn(
                    missing,
                    targets.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    labels);
            int i = 0;
            for (MethodInsnNode target : targets.values()) {
                method.visitLabel(labels[i++]);
                method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                loadArguments(method);
                method.visitMethodInsn(Opcodes.INVOKESTATIC, target.owner, target.name, target.desc, false);
                method.visitInsn(result.getOpcode(Opcodes.IRETURN));
            }
            method.visitLabel(missing);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            if (miss.name.equals(UNKNOWN)) {
                method.visitVarInsn(Opcodes.ILOAD, number());
            }
            method.visitMethodInsn(Opcodes.INVOKESTATIC, miss.owner, miss.name, miss.desc, false);
            method.visitInsn(Opcodes.ATHROW);
            method.visitMaxs(0, 0);
            return method;
        }

        private void loadArguments(MethodNode method) {
            int variable = 0;
            for (Type argument : arguments) {
                method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), variable);
                variable += argument.getSize();
            }
        }

        private int number() {
            int variable = 0;
            for (Type argument : arguments) {
                variable += argument.getSize();
            }
            return variable;
        }
    }
}
