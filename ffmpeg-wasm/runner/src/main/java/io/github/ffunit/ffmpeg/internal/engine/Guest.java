package io.github.ffunit.ffmpeg.internal.engine;

import io.github.ffunit.vfs.preview1.GuestMemory;

/**
 * An instance of the module: one process of the guest.
 *
 * <p>Runs the code of all guest threads, one at a time: all calls come from the thread that holds the scheduler's baton.
 * What a host call throws passes through {@link #runMain} and {@link #runThread} unchanged.
 */
public interface Guest {

    /**
     * Initializes the module and runs its main thread.
     *
     * @throws GuestTrapException if the guest traps
     * @throws GuestInterruptedException if the calling thread is interrupted while guest code runs
     */
    void runMain();

    /**
     * Runs the spawned thread that the guest knows by this handle.
     *
     * @param thread the guest's handle
     * @throws GuestTrapException if the guest traps
     * @throws GuestInterruptedException if the calling thread is interrupted while guest code runs
     */
    void runThread(int thread);

    /** {@return the top of the running thread's C stack} */
    int stackPointer();

    /**
     * Switches to another thread's C stack.
     *
     * @param value its top
     */
    void setStackPointer(int value);

    /** {@return the memory; it never shrinks, so its size is also its peak} */
    GuestMemory memory();
}
