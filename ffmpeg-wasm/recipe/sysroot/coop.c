/*
 * POSIX threads by baton passing; see coop.h for the contract with the host.
 *
 * Between two blocking calls a thread runs undisturbed, so plain loads and
 * stores are enough everywhere.  Two rules keep that true:
 *   - every path that may pass the baton goes through coop_block() or one of the
 *     two wrapped WASI calls at the end of this file;
 *   - those save what is per-thread but lives in a global: `current` and errno.
 *     (The host does the same for the stack pointer.)
 */
#include "coop.h"
#include "errno_map.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

#define MAX_KEYS           64
#define DEFAULT_STACK_SIZE (1024 * 1024)
#define MIN_STACK_SIZE     (64 * 1024)
#define STACK_CANARY       UINT64_C(0xc0097ad5c0097ad5)
#define FOREVER            INT64_C(-1)
#define WAKE_ALL           INT32_MAX

enum thread_state { RUNNING, FINISHED };

struct __pthread {
    char name[COOP_NAME_SIZE]; /* first: the host reads it */
    enum thread_state state;
    bool detached;
    void *(*start)(void *);
    void *arg;
    void *result;
    uint64_t *stack;           /* low end, holds the canary; NULL for main */
    struct __pthread *next_zombie;
    const void *specific[MAX_KEYS];
};

/* Views of the opaque types that <bits/alltypes.h> defines. */
struct mutex { pthread_t owner; unsigned depth; int type; unsigned waiters; };
struct cond { unsigned waiters; };
struct attr { size_t stack_size; int detach_state; };

static_assert(sizeof(struct mutex) <= sizeof(pthread_mutex_t), "mutex does not fit");
static_assert(sizeof(struct cond) <= sizeof(pthread_cond_t), "cond does not fit");
static_assert(sizeof(struct attr) <= sizeof(pthread_attr_t), "attr does not fit");

static struct __pthread main_thread = { .name = "main" };
static pthread_t current = &main_thread;

/* Detached threads that ended.  One may still have been on its stack when it
 * was put here, so it is freed by the next thread that creates another. */
static pthread_t zombies;

static unsigned live_threads; /* besides main */

/* Keys are handed out once and never reused, so a deleted key leaves no stale
 * value behind for the next one. */
static struct { bool live; void (*destructor)(void *); } keys[MAX_KEYS];
static unsigned key_count;


/* ---- switching ---------------------------------------------------------- */

struct registers { pthread_t thread; int error; };

static struct registers before_switch(void)
{
    if (current->stack && *current->stack != STACK_CANARY) {
        fprintf(stderr, "coop: thread '%s' overran its stack\n", current->name);
        abort();
    }
    return (struct registers){ current, errno };
}

static void after_switch(struct registers saved)
{
    current = saved.thread;
    errno = saved.error;
}

/* Returns true when the time ran out. */
static bool coop_block(const volatile void *address, int64_t timeout_ns)
{
    struct registers saved = before_switch();
    bool timed_out = coop_wait(address, timeout_ns) != 0;
    after_switch(saved);
    return timed_out;
}


/* ---- threads ------------------------------------------------------------ */

/* One block holds the stack and, above it, where an overrun does not reach, the
 * thread object. */
static pthread_t new_thread(size_t stack_size)
{
    stack_size = (stack_size + 15) & ~(size_t)15;
    char *block = aligned_alloc(16, stack_size + ((sizeof(struct __pthread) + 15) & ~(size_t)15));
    if (!block)
        return NULL;
    pthread_t thread = (pthread_t)(block + stack_size);
    memset(thread, 0, sizeof(*thread));
    thread->stack = (uint64_t *)block;
    thread->stack[0] = STACK_CANARY;
    return thread;
}

static void free_thread(pthread_t thread)
{
    free(thread->stack);
}

static void free_zombies(void)
{
    while (zombies) {
        pthread_t next = zombies->next_zombie;
        free_thread(zombies);
        zombies = next;
    }
}

static void run_destructors(void)
{
    bool again = true;
    for (int round = 0; again && round < 4; round++) {
        again = false;
        for (int i = 0; i < MAX_KEYS; i++) {
            void *value = (void *)current->specific[i];
            current->specific[i] = NULL;
            if (value && keys[i].live && keys[i].destructor) {
                keys[i].destructor(value);
                again = true;
            }
        }
    }
}

/* After this a thread other than main must return to the host without blocking again. */
static void finish(void *result)
{
    run_destructors();
    current->result = result;
    current->state = FINISHED;
    before_switch(); /* last look at the canary */
    if (current->detached) {
        current->next_zombie = zombies;
        zombies = current;
    } else {
        coop_wake(current, WAKE_ALL);
    }
}

/* For a thread other than main; what finish() says holds here too. */
static void end_thread(void *result)
{
    finish(result);
    if (--live_threads == 0)
        coop_wake(&live_threads, WAKE_ALL);
}

COOP_EXPORT(coop_start) void coop_start(pthread_t thread)
{
    current = thread;
    errno = 0;
    end_thread(thread->start(thread->arg));
}

int pthread_create(pthread_t *restrict out, const pthread_attr_t *restrict attributes,
                   void *(*start)(void *), void *restrict arg)
{
    const struct attr *attr = (const struct attr *)attributes;

    free_zombies();

    pthread_t thread = new_thread(attr && attr->stack_size ? attr->stack_size : DEFAULT_STACK_SIZE);
    if (!thread)
        return EAGAIN;
    thread->detached = attr && attr->detach_state == PTHREAD_CREATE_DETACHED;
    thread->start = start;
    thread->arg = arg;
    memcpy(thread->name, current->name, sizeof(thread->name));

    int error = coop_spawn(thread, thread); /* the stack grows down from the object */
    if (error) {
        free_thread(thread);
        return errno_from_wasi(error);
    }
    live_threads++;
    *out = thread;
    return 0;
}

int pthread_join(pthread_t thread, void **result)
{
    if (thread == current)
        return EDEADLK;
    while (thread->state != FINISHED)
        coop_block(thread, FOREVER);
    if (result)
        *result = thread->result;
    free_thread(thread);
    return 0;
}

int pthread_detach(pthread_t thread)
{
    if (thread->state == FINISHED)
        free_thread(thread);
    else
        thread->detached = true;
    return 0;
}

_Noreturn void pthread_exit(void *result)
{
    if (current == &main_thread) {
        /* The process ends with its last thread. */
        finish(result);
        while (live_threads)
            coop_block(&live_threads, FOREVER);
        exit(0);
    }
    end_thread(result);
    coop_wait(NULL, FOREVER);
    __builtin_unreachable();
}

pthread_t pthread_self(void)
{
    return current;
}

int pthread_equal(pthread_t a, pthread_t b)
{
    return a == b;
}

int pthread_setname_np(pthread_t thread, const char *name)
{
    snprintf(thread->name, sizeof(thread->name), "%s", name);
    return 0;
}

int pthread_attr_init(pthread_attr_t *attr)
{
    memset(attr, 0, sizeof(*attr));
    return 0;
}

int pthread_attr_destroy(pthread_attr_t *attr)
{
    (void)attr;
    return 0;
}

int pthread_attr_setstacksize(pthread_attr_t *attr, size_t size)
{
    if (size < MIN_STACK_SIZE)
        return EINVAL;
    ((struct attr *)attr)->stack_size = size;
    return 0;
}

int pthread_attr_setdetachstate(pthread_attr_t *attr, int state)
{
    if (state != PTHREAD_CREATE_JOINABLE && state != PTHREAD_CREATE_DETACHED)
        return EINVAL;
    ((struct attr *)attr)->detach_state = state;
    return 0;
}


/* ---- mutexes ------------------------------------------------------------ */

int pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attr)
{
    *(struct mutex *)mutex = (struct mutex){ .type = attr ? (int)attr->__attr : 0 };
    return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    return ((struct mutex *)mutex)->owner ? EBUSY : 0;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    struct mutex *m = (struct mutex *)mutex;

    if (!m->owner)
        m->owner = current;
    else if (m->owner == current && m->type == PTHREAD_MUTEX_RECURSIVE)
        m->depth++;
    else
        return EBUSY;
    return 0;
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    struct mutex *m = (struct mutex *)mutex;

    while (pthread_mutex_trylock(mutex) != 0) {
        if (m->owner == current && m->type == PTHREAD_MUTEX_ERRORCHECK)
            return EDEADLK;
        m->waiters++;
        coop_block(m, FOREVER);
        m->waiters--;
    }
    return 0;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    struct mutex *m = (struct mutex *)mutex;

    if (m->owner != current)
        return EPERM;
    if (m->depth) {
        m->depth--;
        return 0;
    }
    m->owner = NULL;
    if (m->waiters)
        coop_wake(m, 1);
    return 0;
}

int pthread_mutexattr_init(pthread_mutexattr_t *attr)
{
    attr->__attr = PTHREAD_MUTEX_DEFAULT;
    return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attr)
{
    (void)attr;
    return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *attr, int type)
{
    if (type < PTHREAD_MUTEX_NORMAL || type > PTHREAD_MUTEX_ERRORCHECK)
        return EINVAL;
    attr->__attr = (unsigned)type;
    return 0;
}


/* ---- condition variables ------------------------------------------------ */

/* The waiters queue in the host under the address of the condition variable, and
 * nothing can run between the unlock and the wait: no wake-up gets lost and none
 * is spurious. */

int pthread_cond_init(pthread_cond_t *restrict cond, const pthread_condattr_t *restrict attr)
{
    (void)attr;
    memset(cond, 0, sizeof(*cond));
    return 0;
}

int pthread_cond_destroy(pthread_cond_t *cond)
{
    (void)cond;
    return 0;
}

static int cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex, int64_t timeout_ns)
{
    struct cond *c = (struct cond *)cond;

    int error = pthread_mutex_unlock(mutex);
    if (error)
        return error;
    c->waiters++;
    bool timed_out = coop_block(c, timeout_ns);
    c->waiters--;
    pthread_mutex_lock(mutex);
    return timed_out ? ETIMEDOUT : 0;
}

int pthread_cond_wait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex)
{
    return cond_wait(cond, mutex, FOREVER);
}

int pthread_cond_timedwait(pthread_cond_t *restrict cond, pthread_mutex_t *restrict mutex,
                           const struct timespec *restrict deadline)
{
    struct timespec now;

    if (deadline->tv_nsec < 0 || deadline->tv_nsec >= 1000000000)
        return EINVAL;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t left = (deadline->tv_sec - now.tv_sec) * INT64_C(1000000000)
                   + (deadline->tv_nsec - now.tv_nsec);
    return cond_wait(cond, mutex, left > 0 ? left : 0);
}

static int cond_wake(pthread_cond_t *cond, int32_t count)
{
    if (((struct cond *)cond)->waiters)
        coop_wake(cond, count);
    return 0;
}

int pthread_cond_signal(pthread_cond_t *cond)
{
    return cond_wake(cond, 1);
}

int pthread_cond_broadcast(pthread_cond_t *cond)
{
    return cond_wake(cond, WAKE_ALL);
}


/* ---- once and keys ------------------------------------------------------ */

int pthread_once(pthread_once_t *control, void (*init)(void))
{
    enum { NEW = PTHREAD_ONCE_INIT, BUSY, DONE };

    if (*control == NEW) {
        *control = BUSY;
        init();
        *control = DONE;
        coop_wake(control, WAKE_ALL);
    }
    while (*control != DONE)
        coop_block(control, FOREVER);
    return 0;
}

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    if (key_count == MAX_KEYS)
        return EAGAIN;
    *key = key_count++;
    keys[*key].live = true;
    keys[*key].destructor = destructor;
    return 0;
}

int pthread_key_delete(pthread_key_t key)
{
    if (key >= key_count || !keys[key].live)
        return EINVAL;
    keys[key].live = false;
    return 0;
}

void *pthread_getspecific(pthread_key_t key)
{
    return key < key_count ? (void *)current->specific[key] : NULL;
}

int pthread_setspecific(pthread_key_t key, const void *value)
{
    if (key >= key_count || !keys[key].live)
        return EINVAL;
    current->specific[key] = value;
    return 0;
}


/* ---- entry point and wrapped WASI calls --------------------------------- */

int __main_void(void); /* wasi-libc: fetches argv and calls main */

/* As under Linux, of the status the low byte counts. */
COOP_EXPORT(coop_main) void coop_main(void)
{
    exit(__main_void() & 0xff);
}

/* Linked with --wrap: libc sleeps and yields by these two, and the host passes
 * the baton inside them. */

__wasi_errno_t __real___wasi_poll_oneoff(const __wasi_subscription_t *in, __wasi_event_t *out,
                                         __wasi_size_t count, __wasi_size_t *ready);
__wasi_errno_t __wrap___wasi_poll_oneoff(const __wasi_subscription_t *in, __wasi_event_t *out,
                                         __wasi_size_t count, __wasi_size_t *ready)
{
    struct registers saved = before_switch();
    __wasi_errno_t error = __real___wasi_poll_oneoff(in, out, count, ready);
    after_switch(saved);
    return error;
}

__wasi_errno_t __real___wasi_sched_yield(void);
__wasi_errno_t __wrap___wasi_sched_yield(void)
{
    struct registers saved = before_switch();
    __wasi_errno_t error = __real___wasi_sched_yield();
    after_switch(saved);
    return error;
}
