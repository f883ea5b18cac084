/*
 * The runtime under wasm2c's output: memory behind guard pages, traps, stops and host calls.
 *
 * Memory. 8 GiB of address space are reserved for each guest, so that every sum of a
 * 32-bit address and a 32-bit offset falls into the reservation; the part that is
 * accessible grows in place. What lies beyond raises SIGSEGV.
 *
 * The first guest of a library leaves an image of its memory as it is before any code has
 * run. Those after it map that copy-on-write, instead of filling some thousand pages anew.
 *
 * Unwinding. Whatever ends guest code early is a siglongjmp to enter. Between the two
 * there are only guest frames, never a frame of the JVM: a host call has always
 * returned before.
 *
 * Signals. Two handlers unwind guest code, and only guest code: each thread knows by
 * `stay.in_guest` whether it runs the translated module at that moment, which holds no
 * lock and owns nothing but its guest.
 *  - SIGSEGV: the JVM uses it too. Kept is a fault of a thread in guest code whose
 *    address lies in that guest's reservation or at the end of that thread's stack; every
 *    other one goes to the handler that was there before.
 *  - The first free real-time signal: how stop meets a loop that calls nothing.
 * A guest that overruns the C stack meets the guard zone of the Java thread. There is no
 * stack left then to handle the fault on, hence the alternate one.
 */
#define _GNU_SOURCE
#include "guest.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unwind.h>

#include "module.h"

#define RESERVED ((UINT64_C(8) << 30) + GUEST_PAGE)

/* HotSpot's handlers may run on it as well, when they are given a fault on. */
#define HANDLER_STACK (256 * 1024)

/* HotSpot's guard zone at the low end of a stack, and glibc's below it, are far smaller. */
#define STACK_END (1024 * 1024)

struct guest {
    w2c_module module;
    guest_host_call *host;
    uint64_t limit_pages;
    struct guest_report report;
    atomic_bool stopping;
    pthread_mutex_t lock; /* of the list */
    struct stay *stays;
};

/* A thread's stay in guest code, from enter to its end. */
struct stay {
    struct guest *guest;
    void *context;
    pthread_t thread;
    struct stay *next;
    uint8_t *stack_end;
    volatile sig_atomic_t in_guest; /* not in a host call, nor on the way in or out */
    sigjmp_buf end;
};

/* initial-exec: the other models may allocate on a first access, and that may be in a handler. */
static _Thread_local struct stay *current __attribute__((tls_model("initial-exec")));

/* The memory of a guest that has not run yet; -1 as long as there is none. */
static int image = -1;

static struct sigaction previous_fault_action;
static int stop_signal;

extern const uint8_t __ehdr_start[] __attribute__((visibility("hidden")));
extern const uint8_t etext[] __attribute__((visibility("hidden")));


/* ---- ends ------------------------------------------------------------------- */

static void now_in_guest(struct stay *stay, bool in_guest)
{
    atomic_signal_fence(memory_order_seq_cst);
    stay->in_guest = in_guest;
    atomic_signal_fence(memory_order_seq_cst);
}

static _Unwind_Reason_Code add_frame(struct _Unwind_Context *context, void *argument)
{
    struct guest_report *report = argument;
    int before = 0;
    uintptr_t address = _Unwind_GetIPInfo(context, &before);

    if (!before)
        address--; /* a return address may be that of the next function already */
    if (address < (uintptr_t)__ehdr_start || address >= (uintptr_t)etext)
        return _URC_NO_REASON; /* the kernel's frame between a handler and the guest */
    report->frames[report->frame_count++] = address - (uintptr_t)__ehdr_start;
    return report->frame_count < GUEST_MAX_FRAMES ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static _Noreturn void end_stay(enum guest_end end, uint64_t detail)
{
    struct stay *stay = current;
    struct guest_report *report = &stay->guest->report;

    now_in_guest(stay, false); /* one end is enough */
    report->detail = detail;
    report->frame_count = 0;
    if (end >= GUEST_STACK_EXHAUSTED)
        _Unwind_Backtrace(add_frame, report);
    siglongjmp(stay->end, (int)end);
}

_Noreturn void wasm_rt_trap(wasm_rt_trap_t trap)
{
    switch (trap) {
    case WASM_RT_TRAP_OOB:                end_stay(GUEST_TRAP_OUT_OF_BOUNDS, GUEST_UNKNOWN);
    case WASM_RT_TRAP_INT_OVERFLOW:       end_stay(GUEST_TRAP_INTEGER_OVERFLOW, 0);
    case WASM_RT_TRAP_DIV_BY_ZERO:        end_stay(GUEST_TRAP_DIVIDE_BY_ZERO, 0);
    case WASM_RT_TRAP_INVALID_CONVERSION: end_stay(GUEST_TRAP_INVALID_CONVERSION, 0);
    case WASM_RT_TRAP_UNREACHABLE:        end_stay(GUEST_TRAP_UNREACHABLE, 0);
    case WASM_RT_TRAP_CALL_INDIRECT:      end_stay(GUEST_TRAP_INDIRECT_CALL, 0);
    default:                              end_stay(GUEST_TRAP_OTHER, (uint64_t)trap);
    }
}


/* ---- signals ---------------------------------------------------------------- */

static void on_fault(int signal, siginfo_t *info, void *context)
{
    struct stay *stay = current;

    if (stay && stay->in_guest) {
        uint64_t address = (uint64_t)((uint8_t *)info->si_addr - w2c_module_memory(&stay->guest->module)->data);
        uint64_t above_end = (uint64_t)((uint8_t *)info->si_addr - stay->stack_end + STACK_END);

        if (address < RESERVED)
            end_stay(GUEST_TRAP_OUT_OF_BOUNDS, address);
        if (above_end < 2 * STACK_END)
            end_stay(GUEST_STACK_EXHAUSTED, 0);
    }
    if (previous_fault_action.sa_flags & SA_SIGINFO) {
        previous_fault_action.sa_sigaction(signal, info, context);
    } else if (previous_fault_action.sa_handler != SIG_DFL && previous_fault_action.sa_handler != SIG_IGN) {
        previous_fault_action.sa_handler(signal);
    } else {
        sigaction(signal, &previous_fault_action, NULL); /* the instruction faults again, in earnest */
    }
}

static void on_stop(int signal)
{
    struct stay *stay = current;

    (void)signal;
    if (stay && stay->in_guest && atomic_load(&stay->guest->stopping))
        end_stay(GUEST_STOPPED, 0);
}

static int first_free_signal(void)
{
    for (int signal = SIGRTMAX; signal >= SIGRTMIN; signal--) {
        struct sigaction action;
        if (sigaction(signal, NULL, &action) == 0 && !(action.sa_flags & SA_SIGINFO) && action.sa_handler == SIG_DFL)
            return signal;
    }
    abort(); /* more than thirty users of real-time signals in one JVM */
}

static void install_handlers(void)
{
    struct sigaction action;

    sigaction(SIGSEGV, NULL, &previous_fault_action);
    action = previous_fault_action; /* its mask */
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    sigaction(SIGSEGV, &action, NULL);

    stop_signal = first_free_signal();
    memset(&action, 0, sizeof(action));
    action.sa_handler = on_stop;
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(stop_signal, &action, NULL);
}


/* ---- what the translated module calls ------------------------------------------ */

bool wasm_rt_is_initialized(void)
{
    return true;
}

void wasm_rt_allocate_memory(wasm_rt_memory_t *memory, uint64_t pages, uint64_t max_pages, bool is64,
                             uint32_t page_size)
{
    memset(memory, 0, sizeof(*memory));
    memory->page_size = page_size;
    memory->max_pages = max_pages;
    memory->is64 = is64;
    if (pages > current->guest->limit_pages)
        end_stay(GUEST_MEMORY_LIMIT, pages * GUEST_PAGE);
    void *base = mmap(NULL, RESERVED, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (base == MAP_FAILED)
        end_stay(GUEST_OUT_OF_MEMORY, pages * GUEST_PAGE);
    memory->data = base;
    memory->data_end = memory->data + RESERVED;
    wasm_rt_grow_memory(memory, pages);
    if (image >= 0 && mmap(base, memory->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, image, 0) == MAP_FAILED)
        end_stay(GUEST_OUT_OF_MEMORY, memory->size);
}

/* Asked in the translated module before each of its data segments. */
bool guest_wants_data(void)
{
    return image < 0;
}

/* A guest without it starts all the same, only slower: so failures are none. */
static void make_image(const wasm_rt_memory_t *memory)
{
    static const uint8_t zeros[GUEST_PAGE];
    int file = memfd_create("ffunit-guest", MFD_CLOEXEC);

    if (file < 0)
        return;
    bool written = ftruncate(file, (off_t)memory->size) == 0;
    for (uint64_t at = 0; written && at < memory->size; at += GUEST_PAGE) {
        if (memcmp(memory->data + at, zeros, GUEST_PAGE) != 0)
            written = pwrite(file, memory->data + at, GUEST_PAGE, (off_t)at) == GUEST_PAGE;
    }
    if (written)
        image = file;
    else
        close(file);
}

uint64_t wasm_rt_grow_memory(wasm_rt_memory_t *memory, uint64_t delta)
{
    uint64_t previous = memory->pages;
    uint64_t wanted = previous + delta;

    if (delta > memory->max_pages - previous)
        return UINT32_MAX; /* the module's own limit: memory.grow says -1 */
    if (wanted > current->guest->limit_pages)
        end_stay(GUEST_MEMORY_LIMIT, wanted * GUEST_PAGE);
    if (delta && mprotect(memory->data + previous * GUEST_PAGE, delta * GUEST_PAGE, PROT_READ | PROT_WRITE) != 0)
        end_stay(GUEST_OUT_OF_MEMORY, wanted * GUEST_PAGE);
    memory->pages = wanted;
    memory->size = wanted * GUEST_PAGE;
    return previous;
}

void wasm_rt_free_memory(wasm_rt_memory_t *memory)
{
    if (memory->data)
        munmap(memory->data, RESERVED);
}

void wasm_rt_allocate_funcref_table(wasm_rt_funcref_table_t *table, uint32_t size, uint32_t max_size)
{
    table->data = calloc(size, sizeof(*table->data));
    if (!table->data)
        end_stay(GUEST_OUT_OF_MEMORY, size * sizeof(*table->data));
    table->size = size;
    table->max_size = max_size;
}

void wasm_rt_free_funcref_table(wasm_rt_funcref_table_t *table)
{
    free(table->data);
}

uint64_t guest_call_host(struct guest *guest, int import, const uint64_t *arguments, int count)
{
    struct stay *stay = current;
    uint64_t result = 0;

    now_in_guest(stay, false);
    if (!guest->host(stay->context, import, arguments, count, &result))
        end_stay(GUEST_HOST_FAILED, 0);
    now_in_guest(stay, true);
    if (atomic_load(&guest->stopping))
        end_stay(GUEST_STOPPED, 0);
    return result;
}


/* ---- what the embedder calls ------------------------------------------------------ */

static uint8_t *end_of_stack(void)
{
    pthread_attr_t attributes;
    void *end = NULL;
    size_t size;

    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &end, &size);
        pthread_attr_destroy(&attributes);
    }
    return end;
}

static enum guest_end run(struct stay *stay, void (*code)(struct guest *, uint32_t), uint32_t argument)
{
    int end = sigsetjmp(stay->end, 1);

    if (end == GUEST_RETURNED) {
        now_in_guest(stay, true);
        if (atomic_load(&stay->guest->stopping))
            end_stay(GUEST_STOPPED, 0);
        code(stay->guest, argument);
        now_in_guest(stay, false);
    }
    return (enum guest_end)end;
}

static void instantiate(struct guest *guest, uint32_t unused)
{
    (void)unused;
    guest_instantiate(guest);
}

static void run_main(struct guest *guest, uint32_t unused)
{
    (void)unused;
    w2c_module_0x5Finitialize(&guest->module);
    w2c_module_coop_main(&guest->module);
}

static void run_thread(struct guest *guest, uint32_t thread)
{
    w2c_module_coop_start(&guest->module, thread);
}

static struct guest *create(uint64_t max_bytes, guest_host_call *host, enum guest_end *end)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install_handlers);

    uint64_t max_pages = max_bytes / GUEST_PAGE;
    struct guest *guest = calloc(1, sizeof(*guest));
    if (!guest) {
        *end = GUEST_OUT_OF_MEMORY;
        return NULL;
    }
    guest->host = host;
    guest->limit_pages = max_pages < GUEST_MAX_PAGES ? max_pages : GUEST_MAX_PAGES;
    pthread_mutex_init(&guest->lock, NULL);

    static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER;
    struct stay stay = { .guest = guest };
    current = &stay;
    pthread_mutex_lock(&first);
    *end = run(&stay, instantiate, 0);
    if (*end == GUEST_RETURNED && image < 0)
        make_image(w2c_module_memory(&guest->module));
    pthread_mutex_unlock(&first);
    current = NULL;
    if (*end != GUEST_RETURNED) {
        wasm2c_module_free(&guest->module);
        free(guest);
        return NULL;
    }
    return guest;
}

static void destroy(struct guest *guest)
{
    wasm2c_module_free(&guest->module);
    pthread_mutex_destroy(&guest->lock);
    free(guest);
}

static void link_stay(struct stay *stay)
{
    struct guest *guest = stay->guest;

    pthread_mutex_lock(&guest->lock);
    stay->next = guest->stays;
    guest->stays = stay;
    pthread_mutex_unlock(&guest->lock);
}

static void unlink_stay(struct stay *stay)
{
    struct guest *guest = stay->guest;

    pthread_mutex_lock(&guest->lock);
    struct stay **link = &guest->stays;
    while (*link != stay)
        link = &(*link)->next;
    *link = stay->next;
    pthread_mutex_unlock(&guest->lock);
}

static enum guest_end enter(struct guest *guest, uint32_t thread, void *context)
{
    struct stay stay = { .guest = guest, .context = context, .thread = pthread_self(), .stack_end = end_of_stack() };
    stack_t handler_stack = { .ss_size = HANDLER_STACK };
    stack_t previous_stack;

    handler_stack.ss_sp = malloc(HANDLER_STACK);
    if (!handler_stack.ss_sp)
        return GUEST_OUT_OF_MEMORY;
    sigaltstack(&handler_stack, &previous_stack);
    current = &stay;
    link_stay(&stay);
    enum guest_end end = run(&stay, thread ? run_thread : run_main, thread);
    unlink_stay(&stay);
    current = NULL;
    sigaltstack(&previous_stack, NULL);
    free(handler_stack.ss_sp);
    return end;
}

static void stop(struct guest *guest)
{
    atomic_store(&guest->stopping, true);
    pthread_mutex_lock(&guest->lock);
    for (struct stay *stay = guest->stays; stay; stay = stay->next)
        pthread_kill(stay->thread, stop_signal);
    pthread_mutex_unlock(&guest->lock);
}

static uint32_t *stack_pointer(struct guest *guest)
{
    return w2c_module_0x5F_stack_pointer(&guest->module);
}

static uint8_t *memory(struct guest *guest)
{
    return w2c_module_memory(&guest->module)->data;
}

static uint64_t *memory_size(struct guest *guest)
{
    return &w2c_module_memory(&guest->module)->size;
}

static const struct guest_report *report(struct guest *guest)
{
    return &guest->report;
}

const struct guest_library ffunit_guest_library = {
    .imports = guest_imports,
    .create = create,
    .destroy = destroy,
    .enter = enter,
    .stop = stop,
    .stack_pointer = stack_pointer,
    .memory = memory,
    .memory_size = memory_size,
    .report = report,
};
