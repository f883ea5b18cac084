package io.github.ffunit.ffmpeg.internal.engine;

import io.github.ffunit.vfs.preview1.GuestMemory;
import io.github.ffunit.vfs.preview1.HostCall;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** An instance of a module as native code. Its native methods are in {@code jni.c}, beside the recipe. */
final class NativeGuest implements Guest {

    // enum guest_end of guest.h
    private static final int RETURNED = 0;
    private static final int HOST_FAILED = 1;
    private static final int STOPPED = 2;
    private static final int MEMORY_LIMIT = 3;
    private static final int OUT_OF_MEMORY = 4;
    private static final int STACK_EXHAUSTED = 5;
    private static final int OUT_OF_BOUNDS = 6;

    /** From {@link #OUT_OF_BOUNDS} on, in the words of WebAssembly's own test suite. */
    private static final List<String> TRAPS = List.of(
            "out of bounds memory access",
            "integer overflow",
            "integer divide by zero",
            "invalid conversion to integer",
            "unreachable",
            "undefined element, or indirect call type mismatch");

    private static final long UNKNOWN = -1;
    private static final int MAIN_THREAD = 0;

    private final NativeLibrary library;
    private final HostCall.Body[] calls;
    private final long maxMemoryBytes;
    private final long handle;
    private final NativeMemory memory;

    /**
     * Makes a guest.
     *
     * @param calls by the numbers of the library's imports
     */
    NativeGuest(NativeLibrary library, HostCall.Body[] calls, long maxMemoryBytes) {
        this.library = library;
        this.calls = calls;
        this.maxMemoryBytes = maxMemoryBytes;
        this.handle = create(library.handle(), maxMemoryBytes);
        if (handle <= 0) {
            throw new GuestMemoryLimitException(
                    -handle == MEMORY_LIMIT
                            ? "the guest needs more memory to start than its limit of %d bytes"
                                    .formatted(maxMemoryBytes)
                            : "the host has no memory for a guest",
                    null);
        }
        this.memory = new NativeMemory(memory(library.handle(), handle), memorySize(library.handle(), handle));
    }

    @Override
    public void runMain() {
        run(MAIN_THREAD);
    }

    @Override
    public void runThread(int thread) {
        run(thread);
    }

    private void run(int thread) {
        int end;
        try {
            end = enter(library.handle(), handle, thread);
        } catch (GuestMemory.OutOfBounds e) {
            throw new GuestTrapException(e.getMessage(), guestStack(), e);
        } catch (StackOverflowError e) { // in a host call
            throw new GuestStackOverflowException(guestStack(), e);
        }
        switch (end) {
            case RETURNED -> {}
            case HOST_FAILED -> throw new IllegalStateException("a host call failed without an exception");
            case STOPPED -> throw new GuestInterruptedException(null);
            case MEMORY_LIMIT ->
                throw new GuestMemoryLimitException(
                        "the guest asked for %d bytes of memory, its limit is %d".formatted(detail(), maxMemoryBytes),
                        null);
            case OUT_OF_MEMORY ->
                throw new GuestMemoryLimitException(
                        "the guest asked for more memory than the host has left: %d bytes".formatted(detail()), null);
            case STACK_EXHAUSTED -> throw new GuestStackOverflowException(guestStack(), null);
            default -> throw new GuestTrapException(trapMessage(end), guestStack(), null);
        }
    }

    private String trapMessage(int end) {
        int trap = end - OUT_OF_BOUNDS;
        String message = trap < TRAPS.size() ? TRAPS.get(trap) : "trap " + detail();
        return end == OUT_OF_BOUNDS && detail() != UNKNOWN
                ? "%s: at address %d, memory has %d bytes".formatted(message, detail(), memory.size())
                : message;
    }

    private long detail() {
        return report(library.handle(), handle)[0];
    }

    private List<String> guestStack() {
        long[] report = report(library.handle(), handle);
        return library.names(Arrays.copyOfRange(report, 1, report.length));
    }

    /** What the guest's imports end in. What it throws comes out of {@link #enter}. */
    @SuppressWarnings("UnusedMethod") // by jni.c
    private long callHost(int number, long[] arguments) {
        return calls[number].call(memory, arguments);
    }

    @Override
    public void interrupt(Thread thread) {
        thread.interrupt(); // in a host call it may wait for something
        stop(library.handle(), handle);
    }

    @Override
    public int stackPointer() {
        return getStackPointer(library.handle(), handle);
    }

    @Override
    public void setStackPointer(int value) {
        setStackPointer(library.handle(), handle, value);
    }

    @Override
    public GuestMemory memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.close();
        destroy(library.handle(), handle);
    }

    private static native long create(long library, long maxMemoryBytes);

    private static native void destroy(long library, long guest);

    private native int enter(long library, long guest, int thread);

    private static native void stop(long library, long guest);

    private static native int getStackPointer(long library, long guest);

    private static native void setStackPointer(long library, long guest, int value);

    private static native ByteBuffer memory(long library, long guest);

    private static native ByteBuffer memorySize(long library, long guest);

    private static native long[] report(long library, long guest);
}
