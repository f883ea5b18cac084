package io.github.ffunit.ffmpeg.internal.engine;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Version;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Runs the module as JVM classes that were compiled at build time, by Chicory. With {@link FlatMemory} and
 * {@link StrippedModule} the only class that knows Chicory.
 *
 * <p>One instance serves all threads of a guest: compiled code keeps operands, locals and return addresses in the Java
 * frames of the calling thread. Chicory's interpreter keeps them in the instance, and so is never used, not even for
 * single functions. What the instance does hold (memory, globals, table) belongs to the holder of the baton.
 */
final class JvmEngine implements Engine {

    /** Other modules may be on the class path of a Chicory user; ours is in a package of ours. */
    private static final String OUR_PACKAGES = "io.github.ffunit.";

    /** What the module was built from; its build leaves it there. */
    private static final String PROPERTIES = "/META-INF/ffunit/engine.properties";

    private static final long[] NO_RESULT = {};

    private final StrippedModule module;
    private final Function<Instance, Machine> machineFactory;
    private final GuestStacks stacks;
    private final String version;

    private JvmEngine(CompiledModule compiled, StrippedModule module, GuestStacks stacks) {
        this.module = module;
        this.machineFactory = compiled.machineFactory();
        this.stacks = stacks;
        this.version = readVersion(compiled.getClass());
    }

    /**
     * Loads FFmpeg from the class path.
     *
     * @throws EngineUnavailableException if the compiled module is not there
     */
    static JvmEngine load() throws EngineUnavailableException {
        CompiledModule compiled = ServiceLoader.load(CompiledModule.class, JvmEngine.class.getClassLoader()).stream()
                .filter(provider -> provider.type().getName().startsWith(OUR_PACKAGES))
                .findFirst()
                .orElseThrow(() -> new EngineUnavailableException(
                        "the artifact io.github.ffunit:ffunit-ffmpeg-module is not on the class path"))
                .get();
        return new JvmEngine(compiled, StrippedModule.read(compiled.getClass()), new GuestStacks(compiled.getClass()));
    }

    private static String readVersion(Class<?> beside) {
        Properties properties = new Properties();
        try (InputStream in = beside.getResourceAsStream(PROPERTIES)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s beside the compiled module".formatted(PROPERTIES), e);
        }
        return properties.getProperty("ffmpeg.version", "unknown");
    }

    /** An engine for another module, such as the small guests of tests; it knows no names of functions. */
    static JvmEngine of(CompiledModule compiled) {
        return new JvmEngine(compiled, StrippedModule.of(compiled.wasmModule()), new GuestStacks(null));
    }

    @Override
    public String description() {
        return "jvm (Chicory " + Version.version() + ")";
    }

    @Override
    public String ffmpegVersion() {
        return version;
    }

    @Override
    public Guest newGuest(List<HostCall> calls, long maxMemoryBytes) {
        ImportFunction[] imports = calls.stream().map(JvmEngine::toHostFunction).toArray(ImportFunction[]::new);
        Instance instance = Instance.builder(module.module())
                .withMachineFactory(machineFactory)
                .withMemoryFactory(limits -> new FlatMemory(limits, maxMemoryBytes))
                .withImportValues(ImportValues.builder().addFunction(imports).build())
                .withStart(false)
                .build();
        module.fillTable(instance);
        return new JvmGuest(instance);
    }

    private static HostFunction toHostFunction(HostCall call) {
        HostCall.Body body = call.body();
        boolean hasResult = !call.results().isEmpty();
        return new HostFunction(
                call.module(),
                call.name(),
                FunctionType.of(types(call.parameters()), types(call.results())),
                (instance, arguments) -> {
                    long result = body.call((FlatMemory) instance.memory(), arguments);
                    if (!hasResult) {
                        return NO_RESULT;
                    }
                    if (arguments.length == 0) {
                        return new long[] {result};
                    }
                    arguments[0] = result; // made for this call, and nobody needs them any more
                    return arguments;
                });
    }

    private static List<ValType> types(String letters) {
        return letters.chars()
                .mapToObj(letter -> letter == 'I' ? ValType.I64 : ValType.I32)
                .toList();
    }

    private final class JvmGuest implements Guest {

        private final Instance instance;
        private final GlobalInstance stackPointer;
        private final ExportFunction start;

        JvmGuest(Instance instance) {
            this.instance = instance;
            this.stackPointer = instance.exports().global("__stack_pointer");
            this.start = instance.export("coop_start");
        }

        @Override
        public void runMain() {
            enter(() -> {
                instance.export("_initialize").apply();
                instance.export("coop_main").apply();
            });
        }

        @Override
        public void runThread(int thread) {
            enter(() -> start.apply(thread));
        }

        private void enter(Runnable guestCode) {
            try {
                guestCode.run();
            } catch (ChicoryInterruptedException e) {
                throw new GuestInterruptedException(e);
            } catch (StackOverflowError e) { // in a host call
                throw new GuestStackOverflowException(stacks.of(e), e);
            } catch (ChicoryException | GuestMemory.OutOfBounds e) {
                if (e.getCause() instanceof StackOverflowError overflow) {
                    throw new GuestStackOverflowException(stacks.of(overflow), overflow);
                }
                throw new GuestTrapException(e.getMessage(), stacks.of(e), e);
            }
        }

        /** Compiled code asks for the interrupt in each of its loops. */
        @Override
        public void interrupt(Thread thread) {
            thread.interrupt();
        }

        @Override
        public int stackPointer() {
            return (int) stackPointer.getValue();
        }

        @Override
        public void setStackPointer(int value) {
            stackPointer.setValue(value);
        }

        @Override
        public GuestMemory memory() {
            return (FlatMemory) instance.memory();
        }

        /** The collector frees the memory with the guest. */
        @Override
        public void close() {}
    }
}
