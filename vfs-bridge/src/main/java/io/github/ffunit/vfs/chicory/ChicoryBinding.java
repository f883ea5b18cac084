package io.github.ffunit.vfs.chicory;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import io.github.ffunit.vfs.VfsBridge;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Binds host calls to Chicory, so that any module that it runs can work on any {@code java.nio} file system:
 *
 * <pre>{@code
 * try (VfsBridge bridge = VfsBridge.builder().root(directory).open()) {
 *     Instance instance = Instance.builder(module)
 *             .withImportValues(ImportValues.builder()
 *                     .addFunction(ChicoryBinding.importFunctions(bridge))
 *                     .build())
 *             .build();
 * }
 * }</pre>
 *
 * <p>Arguments, clocks, random numbers and exit are not among them. Chicory's own WASI has those; add its functions too, but for
 * the file calls, which are the ones of {@link VfsBridge#hostCalls}.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class ChicoryBinding {
    private ChicoryBinding() {}

    /**
     * Returns the file calls of a bridge, for a module with an ordinary memory of its own.
     *
     * @param bridge serves the calls
     * @return one import for each call
     */
    public static ImportFunction[] importFunctions(VfsBridge bridge) {
        Objects.requireNonNull(bridge, "bridge");
        return bind(bridge.hostCalls(), instance -> new ChicoryMemory(instance.memory()));
    }

    /**
     * Binds any host calls, over any memory.
     *
     * @param calls what to offer
     * @param memoryOf the memory for one call of one instance; called each time, on the thread of the call
     * @return one import for each call
     */
    public static ImportFunction[] bind(List<HostCall> calls, Function<Instance, GuestMemory> memoryOf) {
        Objects.requireNonNull(calls, "calls");
        Objects.requireNonNull(memoryOf, "memoryOf");
        return calls.stream().map(call -> bind(call, memoryOf)).toArray(ImportFunction[]::new);
    }

    private static ImportFunction bind(HostCall call, Function<Instance, GuestMemory> memoryOf) {
        FunctionType type = FunctionType.of(types(call.parameters()), types(call.results()));
        boolean hasResult = !call.results().isEmpty();
        return new HostFunction(call.module(), call.name(), type, (instance, arguments) -> {
            GuestMemory memory = memoryOf.apply(instance);
            long result = trapping(call.body(), memory, arguments);
            return hasResult ? new long[] {result} : new long[0];
        });
    }

    private static long trapping(HostCall.Body body, GuestMemory memory, long[] arguments) {
        try {
            long result = body.call(memory, arguments);
            if (memory instanceof ChicoryMemory copying) {
                copying.flush();
            }
            return result;
        } catch (GuestMemory.OutOfBounds e) {
            TrapException trap = new TrapException(String.valueOf(e.getMessage()));
            trap.initCause(e);
            throw trap;
        }
    }

    private static List<ValType> types(String signature) {
        return signature
                .chars()
                .mapToObj(c -> c == 'I' ? ValType.I64 : ValType.I32)
                .toList();
    }
}
