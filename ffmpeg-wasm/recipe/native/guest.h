/*
 * A module that wasm2c has translated, as a thing that can be run: what guest.c offers
 * and jni.c uses. Each library has one module and one guest_library.
 *
 * A guest is an instance of the module: one process. Its threads are the caller's; they
 * take turns, as coop.h says, so that one at a time is in guest code. guest_library.stop
 * alone may be called by any thread, at any time between create and destroy.
 */
#ifndef GUEST_H
#define GUEST_H

#include <stdbool.h>
#include <stdint.h>

struct guest;

enum {
    GUEST_MAX_ARGUMENTS = 9, /* path_open */
    GUEST_MAX_FRAMES = 32,
    GUEST_PAGE = 65536,
    GUEST_MAX_PAGES = 32767, /* what a java.nio.ByteBuffer can show */
};

/* How a stay in guest code ends. NativeGuest.java has the same numbers. */
enum guest_end {
    GUEST_RETURNED = 0,
    GUEST_HOST_FAILED,          /* a host call asked for it */
    GUEST_STOPPED,              /* by guest_library.stop */
    GUEST_MEMORY_LIMIT,         /* detail: the bytes it asked for */
    GUEST_OUT_OF_MEMORY,        /* the same; the host has no more */
    GUEST_STACK_EXHAUSTED,
    GUEST_TRAP_OUT_OF_BOUNDS,   /* detail: the address, or GUEST_UNKNOWN */
    GUEST_TRAP_INTEGER_OVERFLOW,
    GUEST_TRAP_DIVIDE_BY_ZERO,
    GUEST_TRAP_INVALID_CONVERSION,
    GUEST_TRAP_UNREACHABLE,
    GUEST_TRAP_INDIRECT_CALL,
    GUEST_TRAP_OTHER,
};
#define GUEST_UNKNOWN UINT64_MAX

/* Does one host call: `import` indexes guest_library.imports. Returns false to end the
 * guest thread that called. `context` is what enter was given. */
typedef bool guest_host_call(void *context, int import, const uint64_t *arguments, int count, uint64_t *result);

/* What a guest's last abnormal end was about. Frames are offsets into the library,
 * innermost first; each lies within the function that it is of. */
struct guest_report {
    uint64_t detail;
    int frame_count;
    uint64_t frames[GUEST_MAX_FRAMES];
};

struct guest_library {
    /* "module.name" of each import, NULL at the end. */
    const char *const *imports;

    /* Makes a guest. Its memory may grow to max_bytes. *end tells why there is none when
     * NULL comes back: GUEST_MEMORY_LIMIT or GUEST_OUT_OF_MEMORY. */
    struct guest *(*create)(uint64_t max_bytes, guest_host_call *host, enum guest_end *end);

    /* Frees a guest and its memory. No thread of it may be left. */
    void (*destroy)(struct guest *guest);

    /* Runs guest code on the calling thread until it ends: the main thread's for 0,
     * else that of the spawned thread with this handle. */
    enum guest_end (*enter)(struct guest *guest, uint32_t thread, void *context);

    /* Makes all guest code end with GUEST_STOPPED, now and in future. */
    void (*stop)(struct guest *guest);

    uint32_t *(*stack_pointer)(struct guest *guest);
    uint8_t *(*memory)(struct guest *guest); /* never moves */
    uint64_t *(*memory_size)(struct guest *guest);
    const struct guest_report *(*report)(struct guest *guest);
};

/* The one symbol that a library exports besides the functions of jni.c. */
#define GUEST_LIBRARY_SYMBOL "ffunit_guest_library"
extern __attribute__((visibility("default"))) const struct guest_library ffunit_guest_library;

/* For the generated imports. */
extern const char *const guest_imports[];
uint64_t guest_call_host(struct guest *guest, int import, const uint64_t *arguments, int count);
void guest_instantiate(struct guest *guest);

#endif /* GUEST_H */
