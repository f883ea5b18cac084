package io.github.ffunit.ffmpeg.internal.engine;

import io.github.ffunit.vfs.preview1.GuestMemory;

/**
 * An instance of the module: one process of the guest.
 *
 * <p>Runs the code of all guest threads, one at a time: all calls come from the thread that holds the scheduler's baton.
 * What a host call throws passes through {@link #runMain} and {@link #runThread} unchanged.
 */
public interface Guest extends AutoCloseable {

    /**
     * Initializes the module and runs its main thread.
     *
     * @throws GuestTrapException if the guest traps
     * @throws GuestInterruptedException after {@link #interrupt}
     */
    void runMain();

    /**
     * Runs the spawned thread that the guest knows by this handle.
     *
     * @param thread the guest's handle
     * @throws GuestTrapException if the guest traps
     * @throws GuestInterruptedException after {@link #interrupt}
     */
    void runThread(int thread);

    /**
     * Makes the guest code that runs on a thread end soon, by a {@link GuestInterruptedException}, and a host call that
     * waits by whatever an interrupt does to it. From any thread, until {@link #close}; more than one call may be needed,
     * since the guest's threads take turns.
     *
     * @param thread a Java thread that is in {@link #runMain} or {@link #runThread}, or about to be
     */
    void interrupt(Thread thread);

    /** {@return the top of the running thread's C stack} */
    int stackPointer();

    /**
     * Switches to another thread's C stack.
     *
     * @param value its top
     */
    void setStackPointer(int value);

    /** {@return the memory; it never shrinks, so its size is also its peak, which stays known after {@link #close}} */
    GuestMemory memory();

    /** Frees the memory. No thread of the guest may be left. Works once. */
    @Override
    void close();
}
