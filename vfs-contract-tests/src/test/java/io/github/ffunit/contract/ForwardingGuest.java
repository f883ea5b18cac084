package io.github.ffunit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.chicory.ChicoryBinding;
import io.github.ffunit.vfs.preview1.ArrayMemory;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import io.github.ffunit.vfs.preview1.Preview1;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Calls that are made from inside WebAssembly: a module exports one function for each call of preview1, which calls the import of
 * that name with its own arguments and returns its errno. What a caller has laid out in its memory is laid out in the module's for
 * the call. So all that lies between a guest and the bridge is under test: the engine, its memory, and the binding.
 */
final class ForwardingGuest {
    private static final int PAGE_BYTES = 1 << 16;
    private static final int TYPES = 1;
    private static final int IMPORTS = 2;
    private static final int FUNCTIONS = 3;
    private static final int MEMORIES = 5;
    private static final int EXPORTS = 7;
    private static final int CODE = 10;

    private ForwardingGuest() {}

    /** A guest over a bridge that reaches it through the engine; each of its threads has an instance and a memory of its own. */
    static Wasi1 over(VfsBridge bridge) {
        WasmModule module = Parser.parse(module(bridge.hostCalls()));
        return new BridgeWasi1(bridge, () -> calls(bridge, module));
    }

    private static Preview1 calls(VfsBridge bridge, WasmModule module) {
        Instance instance = Instance.builder(module)
                .withImportValues(ImportValues.builder()
                        .addFunction(ChicoryBinding.importFunctions(bridge))
                        .build())
                .build();
        return (Preview1) Proxy.newProxyInstance(
                Preview1.class.getClassLoader(), new Class<?>[] {Preview1.class}, (proxy, method, arguments) -> {
                    String name = method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                    return call(instance, name, arguments);
                });
    }

    private static int call(Instance instance, String name, Object... arguments) {
        ArrayMemory caller = arguments[0] instanceof ArrayMemory memory ? memory : new ArrayMemory(PAGE_BYTES);
        Memory guest = instance.memory();
        guest.grow((int) (caller.size() / PAGE_BYTES) - guest.pages());
        byte[] content = new byte[(int) caller.size()];
        caller.window(0, content.length).get(content);
        guest.write(0, content);
        int first = arguments[0] instanceof ArrayMemory ? 1 : 0;
        long[] numbers = new long[arguments.length - first];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((Number) arguments[first + i]).longValue();
        }
        try {
            return (int) instance.export(name).apply(numbers)[0];
        } catch (TrapException e) {
            if (e.getCause() instanceof GuestMemory.OutOfBounds outside) {
                throw outside;
            }
            throw e;
        } finally {
            caller.window(0, content.length).put(guest.readBytes(0, content.length));
        }
    }

    // ---- the module

    /** Bytes of a part of a module. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes add(int... values) {
            for (int value : values) {
                write(value);
            }
            return this;
        }

        Bytes number(int value) {
            int rest = value;
            while (rest > 0x7F) {
                write((rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            write(rest);
            return this;
        }

        Bytes bytes(byte... content) {
            number(content.length).writeBytes(content);
            return this;
        }

        Bytes name(String name) {
            return bytes(name.getBytes(US_ASCII));
        }

        Bytes section(int id, Bytes content) {
            return number(id).bytes(content.toByteArray());
        }
    }

    private static int[] types(String signature) {
        return signature.chars().map(type -> type == 'I' ? 0x7E : 0x7F).toArray();
    }

    private static byte[] module(List<HostCall> all) {
        List<HostCall> calls = new ArrayList<>(all);
        calls.removeIf(call -> !call.results().equals("i"));
        int count = calls.size();
        Bytes types = new Bytes().number(count);
        Bytes imports = new Bytes().number(count);
        Bytes functions = new Bytes().number(count);
        Bytes exports = new Bytes().number(count);
        Bytes code = new Bytes().number(count);
        for (int i = 0; i < count; i++) {
            HostCall call = Objects.requireNonNull(calls.get(i));
            int parameters = call.parameters().length();
            types.add(0x60).number(parameters).add(types(call.parameters())).add(1, 0x7F);
            imports.name(call.module()).name(call.name()).add(0).number(i);
            functions.number(i);
            exports.name(call.name()).add(0).number(count + i);
            Bytes body = new Bytes().add(0);
            for (int p = 0; p < parameters; p++) {
                body.add(0x20).number(p);
            }
            code.bytes(body.add(0x10).number(i).add(0x0B).toByteArray());
        }
        return new Bytes()
                .add(0, 'a', 's', 'm', 1, 0, 0, 0)
                .section(TYPES, types)
                .section(IMPORTS, imports)
                .section(FUNCTIONS, functions)
                .section(MEMORIES, new Bytes().add(1, 0, 1))
                .section(EXPORTS, exports)
                .section(CODE, code)
                .toByteArray();
    }
}
