/*
 * The contract between the module and the scheduler of the embedder.
 *
 * The host runs each guest thread on a thread of its own but lets only one of
 * them execute at a time (it holds the "baton").  The baton changes hands only
 * inside coop_wait, inside the WASI calls poll_oneoff and sched_yield, and when a
 * thread ends.  Around every such call the host saves and restores the exported
 * global __stack_pointer.  Runnable threads take the baton in FIFO order, so a
 * run is a pure function of its inputs.
 *
 * Exports the host calls:
 *   _initialize()             once, before anything else (static constructors)
 *   coop_main()               on the main thread; leaves through proc_exit
 *   coop_start(i32 thread)    on a spawned thread, with __stack_pointer = stack
 */
#ifndef COOP_H
#define COOP_H

#include <stdint.h>

#define COOP_IMPORT(name) \
    __attribute__((import_module("coop"), import_name(#name)))
#define COOP_EXPORT(name) __attribute__((export_name(#name)))

/* Length of the NUL-terminated name at the start of a thread object. The host
 * may read it to name the thread in its messages. */
#define COOP_NAME_SIZE 16

/* Make a new thread runnable: the host will call coop_start(thread) with the
 * stack pointer set to `stack`.  The caller keeps running.
 * Returns 0, or one of WASI's errno values when the host refuses another thread. */
COOP_IMPORT(spawn) int32_t coop_spawn(void *thread, void *stack);

/* Park the calling thread on `address` and pass the baton.  timeout_ns < 0 means
 * for ever.  Returns 0 when woken, 1 when the time is up.
 * Address 0 is special: the call never returns and the thread ends. */
COOP_IMPORT(wait) int32_t coop_wait(const volatile void *address, int64_t timeout_ns);

/* Make up to `count` of the threads parked on `address` runnable, longest
 * waiting first.  The caller keeps running.  Returns how many there were. */
COOP_IMPORT(wake) int32_t coop_wake(const volatile void *address, int32_t count);

#endif /* COOP_H */
